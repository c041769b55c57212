"""What a rule that is told means for the day, the hour, the people and the books that a message names."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from crm.knowledge.facts import FactValues, add_fact
from tests.support.store_rows import SARA
from tests.support.talk import Begin

FACTS = (
    FactValues(
        "visitor_access", "برای بازدید گروهی یا مدرسه چه کنم؟", "How do I arrange a visit for a school or a group?",
        "دو هفته پیش‌تر به ask@narvan.example بنویسید.", "Write to ask@narvan.example two weeks ahead.",
        also="class visit\nکلاس بازدید",
    ),
    FactValues(
        "visitor_access", "گروه بازدید چند نفر و چه روزهایی باشد؟", "How large may a group be, and when can it come?",
        "تا ۳۰ نفر، یکشنبه تا چهارشنبه صبح‌ها، در هر شعبه.",
        "Up to 30 people, on Sunday to Wednesday mornings, in any branch.", position=1,
    ),
    FactValues(
        "visitor_access", "بی عضویت می‌شود آمد؟", "May I come in without being a member?", "بله، همه می‌توانند.",
        "Yes, everybody may.", position=2,
    ),
    FactValues(
        "donation", "کتاب اهدایی را کی بیاورم؟", "When can I bring gifts?", "شنبه تا چهارشنبه.",
        "Bring gifts from Saturday to Wednesday.",
    ),
    FactValues(
        "donation", "چه کتاب‌هایی را می‌پذیرید؟", "Which books do you take as gifts?", "سالم و تازه.",
        "Books in good condition.", position=1,
    ),
    FactValues(
        "donation", "تعداد زیادی کتاب را چگونه اهدا کنم؟", "How do I donate many books?",
        "اگر بیش از ۲۰ جلد است، بنویسید.", "Please write before bringing more than 20 books.", position=2,
    ),
)  # fmt: skip
DAY, SOON, MORNING, FIT, MANY = (
    f"utter_rule_{each}" for each in ("other_day", "too_soon", "mornings", "people_fit", "too_many")
)


@pytest.fixture
async def told(services: Services) -> Services:
    """A library with rules that ask something."""
    for fact in FACTS:
        await add_fact(services.store, fact, by=SARA)
    return services


@pytest.mark.parametrize(
    ("language", "intent", "text", "expected"),
    [
        ("en", "visitor_access", "how large may a group be? we are 28 pupils and two teachers, tomorrow", {SOON, FIT}),
        ("en", "visitor_access", "how large may a group be? we are 34 people", {MANY}),
        ("fa", "visitor_access", "گروه بازدید ۲۵ نفر باشد بعدازظهر", {MORNING, FIT}),
        ("en", "visitor_access", "how large may a group be, and when can it come?", set()),
        ("fa", "visitor_access", "برای بازدید گروهی یک نفر بیاید کافیه؟ ما ۴۰ نفریم", set()),
        ("en", "visitor_access", "our class visit: we were there last Thursday afternoon, who do I thank?", set()),
        ("en", "visitor_access", "may I come in tomorrow without being a member?", set()),
        ("en", "visitor_access", "may 3 people come in on Friday without being a member?", set()),
    ],
)
@pytest.mark.usefixtures("told")
async def test_a_rule_is_measured(begin: Begin, language: str, intent: str, text: str, expected: set[str]) -> None:
    said = await (await begin(language)).says(intent, text, sure=0.95)
    found = {name for name in said.names if name.startswith("utter_rule_")}
    assert found - {DAY} == expected, said.names


@pytest.mark.usefixtures("told")
async def test_a_day_that_is_none_of_the_rule_is_named(begin: Begin) -> None:
    talk = await begin("en")
    assert (await talk.says("donation", "when can I bring gifts? on Friday?", sure=0.95)).names[0] == DAY
    for text in ("when can I bring gifts? on Monday?", "I brought gifts on Friday. when can I bring more?"):
        assert DAY not in (await talk.says("donation", text, sure=0.95)).names
    await talk.says("visitor_access", "how large may a group be?", sure=0.95)
    moved = await talk.says("visitor_access", "how do we move our group visit from Thursday?", sure=0.95)
    assert not {DAY, SOON} & set(moved.names)


@pytest.mark.usefixtures("told")
async def test_many_books_have_a_rule(begin: Begin) -> None:
    talk = await begin("en")
    many = await talk.says("donation", "which books do you take as gifts? I have thirty books", sure=0.95)
    few = await (await begin("en")).says("donation", "which books do you take as gifts? I have 5 books", sure=0.95)
    assert "more than 20" in many.text and "more than 20" not in few.text
