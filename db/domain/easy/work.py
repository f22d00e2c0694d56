"""What easy reading says of work: jobs on offer, the job she has, how it goes."""

from typing import Final

from db.domain.easy.sentence import Said
from db.fields.text import Text

WORK: Final = {
    "graduate_service.began_on": Said(
        Text("我们从{value}开始帮您找工作。", "We began to look for work with you on {value}."),
        "calendar",
    ),
    "graduate_service.due_on": Said(
        Text("我们最晚{value}给您找好岗位。", "We give you jobs to choose from by {value}."),
        "calendar",
    ),
    "graduate_service.school": Said(
        Text("您毕业的学校是{value}。", "Your school was {value}."), "graduate"
    ),
    "graduate_service.major": Said(
        Text("您学的专业是{value}。", "You studied: {value}."), "graduate"
    ),
    "graduate_service.graduated_in": Said(
        Text("您在{value}毕业。", "You left school in {value}."), "graduate"
    ),
    "graduate_service.destination": Said(
        Text("您毕业以后：{value}。", "After school: {value}."), "graduate"
    ),
    "graduate_service.ended_on": Said(
        Text("这项帮助在{value}结束。", "This help ended on {value}."), "calendar"
    ),
    "graduate_service.remark": Said(
        Text("我们还记下了：{value}。", "We also wrote down: {value}."), "letter"
    ),
    "job_lead.employer_name": Said(
        Text("这家单位是{value}。", "The employer is {value}."), "employer"
    ),
    "job_lead.job_title": Said(Text("工作是：{value}。", "The work is: {value}."), "job"),
    "job_lead.why_it_suits": Said(
        Text("为什么适合您：{value}。", "Why it suits you: {value}."), "check"
    ),
    "job_lead.told_on": Said(
        Text("我们在{value}告诉了您。", "We told you on {value}."), "calendar"
    ),
    "job_lead.told_how": Said(
        Text("我们这样告诉您：{value}。", "How we told you: {value}."), "phone"
    ),
    "job_lead.answer": Said(Text("您的回答：{value}。", "Your answer: {value}."), "choice"),
    "job_lead.decline_reason": Said(
        Text("您不想去的原因：{value}。", "Why you do not want it: {value}."), "choice"
    ),
    "job_lead.outcome": Said(
        Text("后来怎么样：{value}。", "What came of it: {value}."), "next"
    ),
    "job_lead.outcome_on": Said(
        Text("我们在{value}知道了结果。", "We learned this on {value}."), "calendar"
    ),
    "employer.name": Said(Text("这家单位是{value}。", "The employer is {value}."), "employer"),
    "employer.nature": Said(
        Text("单位的种类：{value}。", "What kind of employer it is: {value}."), "employer"
    ),
    "employer.industry": Said(
        Text("单位做的事：{value}。", "What the employer does: {value}."), "employer"
    ),
    "employer.credit_code": Said(
        Text("单位的统一代码是{value}。", "The number of the employer is {value}."), "employer"
    ),
    "employer.county": Said(Text("单位在{value}。", "The employer is in {value}."), "place"),
    "employer.address": Said(
        Text("单位的地址是：{value}。", "The address of the employer is: {value}."), "place"
    ),
    "employer.contact_name": Said(
        Text("单位里可以找{value}。", "At the workplace, ask for {value}."), "question"
    ),
    "employer.contact_phone": Said(
        Text("单位的电话是{value}。", "Their telephone number is {value}."), "phone"
    ),
    "employer.staff_count": Said(
        Text("单位里一共有{value}。", "People who work there: {value}."), "employer"
    ),
    "employer.disabled_staff_count": Said(
        Text("其中残疾人有{value}。", "Of them, people with a disability: {value}."), "employer"
    ),
    "employer.accommodations": Said(
        Text("单位能给的方便：{value}。", "What the employer can do for you: {value}."),
        "support",
    ),
    "employer.remark": Said(
        Text("还要知道：{value}。", "You should also know: {value}."), "letter"
    ),
    "vacancy.title": Said(Text("工作是：{value}。", "The work is: {value}."), "job"),
    "vacancy.tasks": Said(
        Text("每天要做的事：{value}。", "What you do each day: {value}."), "job"
    ),
    "vacancy.form": Said(Text("工作的种类：{value}。", "The kind of work: {value}."), "job"),
    "vacancy.places": Said(Text("单位要招{value}。", "How many they want: {value}."), "person"),
    "vacancy.monthly_wage": Said(
        Text("每个月的工资是{value}。", "The pay for a month is {value}."), "money"
    ),
    "vacancy.work_place": Said(
        Text("上班的地方是：{value}。", "The place of work is: {value}."), "place"
    ),
    "vacancy.accommodations": Said(
        Text("单位能给的方便：{value}。", "What the employer can do for you: {value}."),
        "support",
    ),
    "vacancy.opened_on": Said(
        Text("单位从{value}开始招人。", "The job has been open since {value}."), "calendar"
    ),
    "vacancy.closed_on": Said(
        Text("单位在{value}停止招人。", "The job was closed on {value}."), "stop"
    ),
    "placement.form": Said(
        Text("您的工作种类：{value}。", "Your kind of work: {value}."), "job"
    ),
    "placement.employer_name": Said(
        Text("您的单位是{value}。", "Your employer is {value}."), "employer"
    ),
    "placement.job_title": Said(Text("您的工作是：{value}。", "Your work is: {value}."), "job"),
    "placement.job": Said(Text("您的工作是：{value}。", "Your work is: {value}."), "job"),
    "placement.work_place": Said(
        Text("您上班的地方是：{value}。", "Your place of work is: {value}."), "place"
    ),
    "placement.started_on": Said(
        Text("您从{value}开始上班。", "You began work on {value}."), "calendar"
    ),
    "placement.contract_type": Said(
        Text("您的合同种类：{value}。", "Your kind of contract: {value}."), "agreement"
    ),
    "placement.contract_from": Said(
        Text("合同从{value}开始。", "The contract begins on {value}."), "agreement"
    ),
    "placement.contract_until": Said(
        Text("合同到{value}结束。", "The contract ends on {value}."), "agreement"
    ),
    "placement.monthly_wage": Said(
        Text("您每个月的工资是{value}。", "Your pay for a month is {value}."), "money"
    ),
    "placement.hours_per_week": Said(
        Text("您每个星期工作{value}。", "You work {value} a week."), "clock"
    ),
    "placement.insurance": Said(
        Text("您的社会保险：{value}。", "Your social insurance: {value}."), "certificate"
    ),
    "placement.worked_this_season": Said(
        Text("这一季您自己干活了吗？{value}。", "Did you work yourself this season? {value}."),
        "job",
    ),
    "placement.accommodations": Said(
        Text("单位给您的方便：{value}。", "What the employer does for you: {value}."), "support"
    ),
    "placement.ended_on": Said(
        Text("您在{value}离开了这份工作。", "You left this job on {value}."), "stop"
    ),
    "placement.separation_reason": Said(
        Text("离开的原因：{value}。", "Why you left: {value}."), "stop"
    ),
    "placement.remark": Said(
        Text("我们还记下了：{value}。", "We also wrote down: {value}."), "letter"
    ),
    "placement.stable": Said(
        Text("这份工作稳定吗？{value}。", "Is this job steady? {value}."), "check"
    ),
    "follow_up.kind": Said(
        Text("什么时候问您：{value}。", "When we ask: {value}."), "follow-up"
    ),
    "follow_up.due_on": Said(
        Text("约好{value}联系。", "The planned day is {value}."), "follow-up"
    ),
    "follow_up.moved_reason": Said(
        Text("改日子的原因：{value}。", "Why the day was changed: {value}."), "calendar"
    ),
    "follow_up.contacted_on": Said(
        Text("我们在{value}联系了。", "We were in touch on {value}."), "follow-up"
    ),
    "follow_up.channel": Said(
        Text("联系的方式：{value}。", "How we were in touch: {value}."), "phone"
    ),
    "follow_up.still_employed": Said(
        Text("您还在这里上班吗？{value}。", "Do you still work there? {value}."), "job"
    ),
    "follow_up.client_said": Said(Text("您说：{value}。", "You said: {value}."), "speech"),
    "follow_up.employer_contacted": Said(
        Text("我们问过单位吗？{value}。", "Did we ask the employer? {value}."), "employer"
    ),
    "follow_up.employer_said": Said(
        Text("单位说：{value}。", "The employer said: {value}."), "employer"
    ),
    "follow_up.monthly_wage": Said(
        Text("那时每个月的工资是{value}。", "The pay for a month was {value}."), "money"
    ),
    "follow_up.hours_per_week": Said(
        Text("那时每个星期工作{value}。", "The hours of work in a week: {value}."), "clock"
    ),
    "follow_up.worked_this_season": Said(
        Text("这一季您自己干活了吗？{value}。", "Did you work yourself this season? {value}."),
        "job",
    ),
    "follow_up.next_step": Said(
        Text("下一步要做：{value}。", "What comes next: {value}."), "next"
    ),
}
"""By key, the sentence for a fact about a job, on offer or held."""
