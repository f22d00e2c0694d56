"""What easy reading says of the person: who she is, how she lives, what she agreed to."""

from typing import Final

from db.domain.easy.sentence import Said
from db.fields.text import Text

PERSON: Final = {
    "client.name": Said(Text("您叫{value}。", "Your name is {value}."), "name"),
    "client.name_pinyin": Said(
        Text("您的名字读作{value}。", "Your name is read {value}."), "name"
    ),
    "client.sex": Said(Text("您是{value}。", "Your sex: {value}."), "person"),
    "client.born_on": Said(Text("您在{value}出生。", "You were born on {value}."), "birthday"),
    "client.age": Said(Text("您今年{value}。", "Your age: {value}."), "birthday"),
    "client.ethnic_group": Said(
        Text("您的民族是{value}。", "Your ethnic group is {value}."), "person"
    ),
    "client.identity_number": Said(
        Text("您的身份证号是{value}。", "The number of your identity card is {value}."), "name"
    ),
    "client.marital_status": Said(
        Text("您的婚姻情况：{value}。", "Married or not: {value}."), "family"
    ),
    "client.education": Said(
        Text("您上学的情况：{value}。", "Your schooling: {value}."), "graduate"
    ),
    "client.certificate_kind": Said(
        Text("您的证件：{value}。", "Your certificate: {value}."), "certificate"
    ),
    "client.certificate_number": Said(
        Text("您的残疾人证号是{value}。", "The number of your certificate is {value}."),
        "certificate",
    ),
    "client.disability": Said(
        Text("您的残疾：{value}。", "Your disability: {value}."), "health"
    ),
    "client.disability_category": Said(
        Text("您的残疾种类：{value}。", "Your kind of disability: {value}."), "health"
    ),
    "client.disability_level": Said(
        Text("您的残疾等级：{value}。", "The degree of your disability: {value}."), "health"
    ),
    "client.certificate_until": Said(
        Text("您的证件到{value}为止有效。", "Your certificate is valid until {value}."),
        "certificate",
    ),
    "client.phone": Said(
        Text("您的电话是{value}。", "Your telephone number is {value}."), "phone"
    ),
    "client.contact_name": Said(
        Text("找不到您时，我们找{value}。", "When we cannot reach you, we ask {value}."),
        "phone",
    ),
    "client.contact_relation": Said(
        Text("这个人和您的关系：{value}。", "Who this is to you: {value}."), "family"
    ),
    "client.contact_phone": Said(
        Text("这个人的电话是{value}。", "The number of this person is {value}."), "phone"
    ),
    "client.county": Said(Text("您住在{value}。", "You live in {value}."), "home"),
    "client.township": Said(Text("您住的乡镇是{value}。", "Your township is {value}."), "home"),
    "client.village": Said(Text("您住的村是{value}。", "Your village is {value}."), "home"),
    "client.address": Said(
        Text("您家的地址是：{value}。", "Your address is: {value}."), "home"
    ),
    "client.registered_address": Said(
        Text(
            "您户口本上的地址是：{value}。", "The address in your family register is: {value}."
        ),
        "home",
    ),
    "client.registration_type": Said(
        Text("您的户口：{value}。", "Your place in the family register: {value}."), "home"
    ),
    "client.employment_status": Said(
        Text("您现在的工作情况：{value}。", "Your work at the moment: {value}."), "job"
    ),
    "client.not_employed_reason": Said(
        Text("您没有工作的原因：{value}。", "Why you have no work: {value}."), "job"
    ),
    "client.wish_to_work": Said(
        Text("您想工作吗？{value}。", "Do you want to work? {value}."), "choice"
    ),
    "client.work_ability": Said(Text("您能工作吗？{value}。", "Can you work? {value}."), "job"),
    "client.selfcare": Said(
        Text("您平时要人照顾吗？{value}。", "Do you need help day to day? {value}."), "help"
    ),
    "client.desired_job": Said(
        Text("您想做的工作是：{value}。", "The work you want is: {value}."), "choice"
    ),
    "client.desired_place": Said(
        Text("您想工作的地方是：{value}。", "The place where you want to work is: {value}."),
        "place",
    ),
    "client.desired_wage": Said(
        Text("您想每个月挣{value}。", "You want to earn {value} a month."), "money"
    ),
    "client.service_needs": Said(
        Text("您想要的帮助：{value}。", "The help you want: {value}."), "help"
    ),
    "client.preferred_form": Said(
        Text("您要这样的材料：{value}。", "You want your papers like this: {value}."),
        "letter",
    ),
    "client.remark": Said(
        Text("我们还记下了：{value}。", "We also wrote down: {value}."), "letter"
    ),
    "case.number": Said(
        Text("这份材料的编号是{value}。", "The number of your papers is {value}."), "letter"
    ),
    "case.stage": Said(
        Text("现在做到这一步：{value}。", "This is where we are now: {value}."), "steps"
    ),
    "case.opened_on": Said(
        Text("我们从{value}开始帮您。", "We began to help you on {value}."), "calendar"
    ),
    "case.stage_since": Said(
        Text("这一步从{value}开始。", "This step began on {value}."), "calendar"
    ),
    "case.skipped_reason": Said(
        Text(
            "有几步没有做，原因是：{value}。", "We left out some steps. This is why: {value}."
        ),
        "steps",
    ),
    "case.closed_on": Said(
        Text("我们的帮助在{value}结束。", "Our help ended on {value}."), "calendar"
    ),
    "case.closure_reason": Said(
        Text("结束的原因：{value}。", "Why it ended: {value}."), "stop"
    ),
    "consent.purpose": Said(
        Text("您同意的事：{value}。", "What you agreed to: {value}."), "agreement"
    ),
    "consent.given_on": Said(
        Text("您在{value}同意了。", "You agreed on {value}."), "agreement"
    ),
    "consent.way": Said(Text("同意的方式：{value}。", "How you agreed: {value}."), "agreement"),
    "consent.guardian_name": Said(
        Text("您的监护人是{value}。", "Your guardian is {value}."), "family"
    ),
    "consent.withdrawn_on": Said(
        Text("您在{value}收回了同意。", "You took your agreement back on {value}."), "stop"
    ),
    "staff.name": Said(
        Text("帮您找工作的人是{value}。", "The person who helps you is {value}."), "counsellor"
    ),
    "staff.role": Said(
        Text("他或她的工作：{value}。", "The work of this person: {value}."), "counsellor"
    ),
    "staff.county": Said(
        Text("他或她在{value}工作。", "This person works in {value}."), "counsellor"
    ),
    "staff.organisation": Said(Text("我们是{value}。", "We are {value}."), "counsellor"),
    "staff.phone": Said(
        Text("有问题，请打电话：{value}。", "Do you have a question? Please call: {value}."),
        "phone",
    ),
}
"""By key, the sentence for a fact of the client, her case, her consents and her counsellor."""
