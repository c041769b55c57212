"""What is said of a charge: that it is not right, that it will not be paid, what its rule is, and how it adds up."""

from __future__ import annotations

import pytest

from language.requests.deeds.lateness import asks_by_day, keeps_on, leaves_unpaid
from language.requests.deeds.objections import asks_for_rule, find_objection, refuses_to_pay
from language.requests.deeds.pleas import compares_readers
from language.requests.own.own_matters import Matter, asks_apart, asks_of_service, read_matters


@pytest.mark.parametrize(
    "text",
    [
        "The spine was already coming apart when you handed it to me.",
        "it was already badly stained on the day I took it",
        "I got it like that, the cover was loose from the start",
        "we received the book in that condition",
        "the atlas came already torn",
        "I borrowed it torn, as you well know",
        "همینجوری پاره تحویلم دادید... پاره تحویل گرفتم",
        "وقتی گرفتمش جلدش کنده بود",
        "خط‌خطی بهم دادید",
        "همین‌طوری گرفتمش، من کاریش نداشتم",
        "موقعی که امانت گرفتمش صفحه‌هاش خیس بود",
    ],
)
def test_damage_that_was_there_before_is_an_objection(text: str) -> None:
    assert find_objection(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "I refuse to pay for somebody else's coffee stain",
        "well I'm not paying that",
        "we won't pay for this",
        "Why should I pay for that?",
        "why do we have to pay for damage we did not do",
        "that charge is wrong",
        "چرا من باید خسارت بدم؟",
        "واسه چی باید جریمه بدم آخه",
        "من این پولو قبول ندارم",
        "جریمه رو نمی‌دم",
        "زیر بار این خسارت نمی‌رم",
        "chera bayad jarime bedam",
    ],
)
def test_who_will_not_pay_contests_it(text: str) -> None:
    assert refuses_to_pay(text)


@pytest.mark.parametrize(
    "text",
    [
        "I'm not paying by card",
        "Where can I pay it?",
        "I will pay tomorrow",
        "چطور جریمه رو بدم؟",
        "کجا باید پرداخت کنم",
    ],
)
def test_who_asks_how_to_pay_contests_nothing(text: str) -> None:
    assert not refuses_to_pay(text) and find_objection(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Where does it say that?",
        "where is that written",
        "What is the rule for torn pages?",
        "what are your rules on this",
        "How would you know it was me?",
        "Is there a rule about it?",
        "قانونش چیه؟",
        "مقررات شما در این باره چه می‌گوید؟",
        "کجا نوشته که من مقصرم",
        "از کجا معلوم کار من بوده",
        "az koja malum man budam",
    ],
)
def test_the_rule_of_a_charge_is_asked_for(text: str) -> None:
    assert asks_for_rule(text)


@pytest.mark.parametrize("text", ["how much is it", "where do I pay", "چقدر شد؟", "کی باید بدم؟"])
def test_the_sum_is_no_rule(text: str) -> None:
    assert not asks_for_rule(text)


@pytest.mark.parametrize(
    "text",
    [
        "Do children pay the same?",
        "is it less for students",
        "Are kids exempt too?",
        "do seniors pay half?",
        "بچه‌ها هم همین‌قدر جریمه می‌شن؟",
        "جریمهٔ دانشجوها فرق داره؟",
        "برای کودکان کمتره؟",
        "جریمه بچه‌ها مثل بزرگاست",
        "baraye bacheha kamtare?",
    ],
)
def test_readers_are_compared(text: str) -> None:
    assert compares_readers(text)


@pytest.mark.parametrize(
    "text", ["Can you waive my fine?", "my son was ill, please forgive it", "جریمه‌م رو ببخشید", "بچه‌م مریض بود، ببخشید"]
)
def test_a_plea_compares_nobody(text: str) -> None:
    assert not compares_readers(text)


@pytest.mark.parametrize(
    "text",
    [
        "What happens if I never pay?",
        "and if I don't pay it, what then",
        "suppose I can't pay",
        "what if I refuse to pay",
        "اگه جریمه رو ندم چی میشه؟",
        "اگر پرداخت نکنم چه می‌شود",
        "age pardakht nakonam chi mishe",
        "اگه نپردازم کارتم بسته میشه؟",
    ],
)
def test_it_is_supposed_that_nothing_is_paid(text: str) -> None:
    assert leaves_unpaid(text)


@pytest.mark.parametrize("text", ["if I pay half now?", "if I don't return it", "اگه نصفشو بدم چی؟", "اگه دیر بیارم"])
def test_paying_or_lateness_is_no_unpaid_debt(text: str) -> None:
    assert not leaves_unpaid(text)


@pytest.mark.parametrize(
    "text",
    [
        "What if I can't bring it back on Monday?",
        "suppose I do not return it tomorrow",
        "if I won't give it back by Friday",
        "اگه فردا نیارمش چقدر میشه",
        "اگر شنبه پس ندم",
        "اگه فردا return نکنم",
        "age farda nayaram",
    ],
)
def test_it_is_supposed_that_it_stays_out(text: str) -> None:
    assert keeps_on(text)


@pytest.mark.parametrize("text", ["if I return it tomorrow", "اگه فردا بیارم", "what if it rains"])
def test_bringing_it_back_is_not_staying_out(text: str) -> None:
    assert not keeps_on(text)


@pytest.mark.parametrize(
    "text", ["what is it per day", "each day then?", "روزی چنده؟", "هر روز چقدر میاد روش", "ruzi chande"]
)
def test_what_a_day_costs_is_asked(text: str) -> None:
    assert asks_by_day(text)


@pytest.mark.parametrize(
    "text",
    [
        "how much is for the book and how much for being late",
        "can you split that up please",
        "tell me each part separately",
        "جداجدا بگو",
        "چقدرش بابت کتابه چقدرش بابت دیرکرد",
        "به تفکیک بفرمایید",
    ],
)
def test_each_part_is_asked_for(text: str) -> None:
    assert asks_apart(text) and Matter.LINE in [question.matter for question in read_matters(text)]


@pytest.mark.parametrize(
    "text",
    [
        "What on earth is the service fee?",
        "there is a processing charge, what is it for",
        "explain the service charge",
        "هزینهٔ خدمات بابت چیه؟",
        "این هزینه خدمت چیه",
        "hazine khadamat chie",
    ],
)
def test_the_service_charge_is_asked_after(text: str) -> None:
    assert asks_of_service(text)


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("Could that fine be removed?", Matter.LENIENCE),
        ("please lift the late fee", Matter.LENIENCE),
        ("I want the charge taken off", Matter.LENIENCE),
        ("I'd like my debt reduced", Matter.LENIENCE),
        ("am I allowed another?", Matter.ROOM),
        ("Do I have to bring one back first?", Matter.ROOM),
        ("چند تا کتاب می‌تونم ببرم؟", Matter.ROOM),
        ("جا دارم هنوز؟", Matter.ROOM),
        ("How many days have I got to pick it up?", Matter.UNTIL),
        ("how much time do I have left", Matter.UNTIL),
        ("تا چند شنبه وقت دارم", Matter.UNTIL),
        ("چند روز فرصت دارم بیام بگیرم", Matter.UNTIL),
        ("موعدش کیه؟", Matter.UNTIL),
        ("chand ruz vaght daram", Matter.UNTIL),
    ],
)
def test_what_is_asked_of_ones_own(text: str, matter: Matter) -> None:
    assert matter in [question.matter for question in read_matters(text)]
