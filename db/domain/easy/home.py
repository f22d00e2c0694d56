"""What easy reading says of the plan, of what was talked about, and of the household."""

from typing import Final

from db.domain.easy.sentence import Said
from db.fields.text import Text

PLAN: Final = {
    "employment_plan.agreed_on": Said(
        Text("我们在{value}说好了这个计划。", "We agreed on this plan on {value}."), "agreement"
    ),
    "employment_plan.goal": Said(
        Text("您的目标是：{value}。", "Your goal is: {value}."), "goal"
    ),
    "employment_plan.review_on": Said(
        Text("我们在{value}再一起看计划。", "We look at the plan again on {value}."), "calendar"
    ),
    "employment_plan.ended_on": Said(
        Text("这个计划在{value}结束。", "This plan ended on {value}."), "stop"
    ),
    "plan_step.what": Said(
        Text("要做的事：{value}。", "What is to be done: {value}."), "steps"
    ),
    "plan_step.who": Said(Text("谁来做：{value}。", "Who does it: {value}."), "person"),
    "plan_step.due_on": Said(
        Text("最晚{value}做完。", "It is to be done by {value}."), "calendar"
    ),
    "plan_step.done_on": Said(
        Text("在{value}已经做完了。", "It was done on {value}."), "check"
    ),
    "assessment.assessed_on": Said(
        Text("我们在{value}看了您能做什么。", "On {value} we looked at what you can do."),
        "calendar",
    ),
    "assessment.will": Said(
        Text("您想不想工作：{value}。", "Whether you want to work: {value}."), "choice"
    ),
    "assessment.vision": Said(Text("您看东西：{value}。", "Seeing: {value}."), "seeing"),
    "assessment.hearing": Said(Text("您听声音：{value}。", "Hearing: {value}."), "hearing"),
    "assessment.speech": Said(Text("您说话：{value}。", "Speaking: {value}."), "speech"),
    "assessment.upper_limbs": Said(
        Text("您的手和手臂：{value}。", "Your hands and arms: {value}."), "hand"
    ),
    "assessment.lower_limbs": Said(
        Text("您走路：{value}。", "Walking and moving: {value}."), "moving"
    ),
    "assessment.learning": Said(
        Text("您学东西：{value}。", "Learning: {value}."), "understanding"
    ),
    "assessment.emotional_stability": Said(
        Text("您的心情：{value}。", "How you feel: {value}."), "feeling"
    ),
    "assessment.selfcare": Said(
        Text("您照顾自己：{value}。", "Looking after yourself: {value}."), "help"
    ),
    "assessment.literacy": Said(
        Text("您认字和算数：{value}。", "Reading and numbers: {value}."), "training"
    ),
    "assessment.travel": Said(
        Text("您出门上班：{value}。", "Going to work: {value}."), "travel"
    ),
    "assessment.stamina_hours": Said(
        Text("您一天能做{value}。", "In a day you can work {value}."), "clock"
    ),
    "assessment.skills": Said(
        Text("您会做的事：{value}。", "What you can do: {value}."), "job"
    ),
    "assessment.interests": Said(
        Text("您喜欢做的事：{value}。", "What you like to do: {value}."), "choice"
    ),
    "assessment.family_support": Said(
        Text("家里人怎么样：{value}。", "How it is with your family: {value}."), "family"
    ),
    "assessment.accommodations": Said(
        Text("工作时您需要：{value}。", "What you need at work: {value}."), "support"
    ),
    "assessment.conclusion": Said(
        Text("我们这样看：{value}。", "This is what we think: {value}."), "goal"
    ),
    "case_note.noted_on": Said(
        Text("我们在{value}联系了。", "We were in touch on {value}."), "calendar"
    ),
    "case_note.channel": Said(
        Text("联系的方式：{value}。", "How we were in touch: {value}."), "phone"
    ),
    "case_note.service_type": Said(
        Text("我们做的事：{value}。", "What we did: {value}."), "help"
    ),
    "case_note.present": Said(Text("在场的人：{value}。", "Who was there: {value}."), "family"),
    "case_note.content": Said(
        Text("说到的事：{value}。", "What we talked about: {value}."), "speech"
    ),
    "case_note.result": Said(
        Text("说好的事：{value}。", "What we agreed: {value}."), "agreement"
    ),
    "case_note.next_step": Said(
        Text("下一步要做：{value}。", "What comes next: {value}."), "next"
    ),
    "case_note.next_on": Said(
        Text("我们在{value}再联系。", "We will be in touch again on {value}."), "next"
    ),
}
"""By key, the sentence for a fact of the plan, an assessment or a contact."""

HOME: Final = {
    "household.code": Said(
        Text("您家的编号是{value}。", "The number of your household is {value}."), "family"
    ),
    "household.head_name": Said(
        Text("您家的户主是{value}。", "The head of your household is {value}."), "family"
    ),
    "household.head_identity_number": Said(
        Text("户主的身份证号是{value}。", "The identity number of the head is {value}."), "name"
    ),
    "household.county": Said(Text("您家在{value}。", "Your home is in {value}."), "home"),
    "household.township": Said(
        Text("您家的乡镇是{value}。", "Your township is {value}."), "home"
    ),
    "household.village": Said(Text("您家的村是{value}。", "Your village is {value}."), "home"),
    "household.address": Said(
        Text("您家的地址是：{value}。", "The address of your home is: {value}."), "home"
    ),
    "household.rural": Said(
        Text("您家是农村户吗？{value}。", "Is yours a rural household? {value}."), "home"
    ),
    "household.persons": Said(
        Text("您家一共有{value}。", "How many you are at home: {value}."), "family"
    ),
    "household.labour_force": Said(
        Text("家里能干活的有{value}。", "How many of you can work: {value}."), "family"
    ),
    "household.household_type": Said(
        Text("您家的情况：{value}。", "The kind of your household: {value}."), "family"
    ),
    "household.monitoring_category": Said(
        Text("您家要不要多帮：{value}。", "Whether you need more help: {value}."), "help"
    ),
    "household.monitoring_status": Said(
        Text("变穷的危险：{value}。", "The danger of becoming poor: {value}."), "attention"
    ),
    "household.yearly_income": Said(
        Text("您家一年挣{value}。", "Your household earns {value} a year."), "money"
    ),
    "household.next_check_on": Said(
        Text("我们在{value}再问您家的情况。", "We ask about your household again on {value}."),
        "calendar",
    ),
    "household.remark": Said(
        Text("我们还记下了：{value}。", "We also wrote down: {value}."), "letter"
    ),
    "household_member.name": Said(
        Text("家里人的名字：{value}。", "The name of this person: {value}."), "person"
    ),
    "household_member.relation": Said(
        Text("和户主的关系：{value}。", "Who this is to the head: {value}."), "family"
    ),
    "household_member.sex": Said(Text("性别是{value}。", "The sex: {value}."), "person"),
    "household_member.born_on": Said(
        Text("在{value}出生。", "This person was born on {value}."), "birthday"
    ),
    "household_member.age": Said(Text("今年{value}。", "The age: {value}."), "birthday"),
    "household_member.has_certificate": Said(
        Text("有残疾人证吗？{value}。", "Is there a disability certificate? {value}."),
        "certificate",
    ),
    "household_member.work_ability": Said(
        Text("能工作吗？{value}。", "Can this person work? {value}."), "job"
    ),
    "household_member.wish_to_work": Said(
        Text("想工作吗？{value}。", "Does this person want to work? {value}."), "choice"
    ),
    "household_member.studying": Said(
        Text("还在上学吗？{value}。", "Is this person still at school? {value}."), "training"
    ),
    "household_member.employment_form": Said(
        Text("工作的种类：{value}。", "The kind of work: {value}."), "job"
    ),
    "household_member.employer_name": Said(
        Text("单位是{value}。", "The employer is {value}."), "employer"
    ),
    "household_member.work_place": Said(
        Text("上班的地方是：{value}。", "The place of work is: {value}."), "place"
    ),
    "household_member.contract_months": Said(
        Text("合同一共{value}。", "The contract is for {value}."), "agreement"
    ),
    "household_member.work_started_on": Said(
        Text("从{value}开始上班。", "This person began work on {value}."), "calendar"
    ),
    "household_member.monthly_wage": Said(
        Text("每个月挣{value}。", "The pay for a month is {value}."), "money"
    ),
    "household_member.worked_this_season": Said(
        Text("这一季自己干活了吗？{value}。", "Did this person work this season? {value}."),
        "job",
    ),
    "household_member.facts_on": Said(
        Text("这些是{value}问到的。", "We asked about this on {value}."), "calendar"
    ),
    "household_check.checked_on": Said(
        Text("我们在{value}问了您家的情况。", "We asked about your household on {value}."),
        "calendar",
    ),
    "household_check.channel": Said(
        Text("我们这样问的：{value}。", "How we asked: {value}."), "visit"
    ),
    "household_check.found": Said(Text("结果是：{value}。", "The result is: {value}."), "home"),
    "household_check.result": Said(
        Text("结果是：{value}。", "The result is: {value}."), "home"
    ),
    "household_check.basis": Said(
        Text("为什么是这样：{value}。", "Why it is so: {value}."), "question"
    ),
    "household_check.decided": Said(
        Text("我们定下来：{value}。", "What we decided: {value}."), "home"
    ),
    "household_check.decided_reason": Said(
        Text("为什么这样定：{value}。", "Why we decided so: {value}."), "question"
    ),
    "household_check.next_check_on": Said(
        Text("我们在{value}再问您家的情况。", "We ask about your household again on {value}."),
        "calendar",
    ),
    "household_check.note": Said(
        Text("我们看到：{value}。", "What we saw: {value}."), "seeing"
    ),
}
"""By key, the sentence for a fact of the household, its members and its checks."""
