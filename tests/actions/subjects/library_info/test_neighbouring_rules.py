"""The rule of the very thing that is asked about is told, and not its neighbour's."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from crm.knowledge.entries import FACT
from crm.knowledge.facts import FactValues, add_fact
from crm.knowledge.things_lent import is_of_another_thing
from tests.support.store_rows import SARA
from tests.support.talk import Begin

NOTHING_OWED = "20000003"
FACTS = (
    FactValues("loan_policy", "فیلم را چند روز می‌توانم ببرم؟", "For how long are films lent?",
               "برای ۷ روز، هم‌زمان ۲ تا.", "For 7 days, 2 at a time; renewals: 0.",
               also="\nhow long are they lent for\nچند روز میدین"),
    FactValues("borrow", "کتاب گویا را چگونه می‌گیرم؟", "How do I borrow an audio book?",
               "کتاب گویا روی سی‌دی است و مثل کتاب امانت داده می‌شود.", "An audio book is on CD and lent as a book is.",
               also="\naudiobook on my phone\nکتاب صوتی"),
    FactValues("card_registration", "عضویت سالانه چند است؟", "What does a year's membership cost?",
               "بزرگسال ۵۰۰٬۰۰۰ ریال.", "500,000 rials for adults.",
               also="\nhow much is a library card\nهزینه کارت"),
    FactValues("card_registration", "عضویت آزمایشی یا کوتاه‌مدت دارید؟", "Is there a membership for less than a year?",
               "بله، عضویت سه‌ماهه ۲۰۰٬۰۰۰ ریال.", "Yes, three months cost 200,000 rials for adults.",
               also="\nshort membership\nعضویت کوتاه"),
)  # fmt: skip


@pytest.fixture
async def told(services: Services) -> Services:
    """A library that tells of these."""
    for fact in FACTS:
        await add_fact(services.store, fact, by=SARA)
    return services


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "How long are audiobooks lent for? As I said I'm only there every two weeks."),
        ("en", "for how many days may I keep an audio book"),
        ("en", "how many audiobooks can I borrow"),
        ("en", "what is the limit for talking books?"),
        ("en", "can audio books be renewed, and how often?"),
        ("fa", "کتاب صوتی رو چند روز میدین؟"),
        ("fa", "چند تا کتاب گویا می‌شه برد؟"),
        ("fa", "مهلت کتاب‌های گویا چقدر است؟"),
        ("fa", "کتاب گویا تا کی دستم می‌مونه؟"),
        ("fa", "کتاب صوتی چند بار تمدید می‌شه"),
    ],
)
async def test_an_audiobook_is_lent_as_a_book_and_not_as_a_film(
    told: Services, begin: Begin, language: str, words: str
) -> None:
    said = await (await begin(language)).says("loan_policy", words)
    assert said.names[0].startswith("utter_fact") and said.names[1] == "utter_terms"
    assert "7 days, 2" not in said.text and "۷ روز، هم‌زمان" not in said.text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "and how much I must pay for it"),
        ("en", "what does it cost then?"),
        ("en", "how much is that"),
        ("en", "how much will the renewal be for me"),
        ("en", "ok what's the fee"),
        ("fa", "چقدر باید بدم براش؟"),
        ("fa", "هزینه‌ش چنده"),
        ("fa", "چند تومن می‌شه؟"),
        ("fa", "پولش چقدره"),
        ("fa", "hazinash cheghadre"),
    ],
)
async def test_after_the_card_its_price_is_told_and_no_debt(
    told: Services, begin: Begin, language: str, words: str
) -> None:
    talk = await begin(language, NOTHING_OWED)
    await talk.says("account", "my card is expired?" if language == "en" else "کارتم منقضی شده؟")
    said = await talk.says("fines", words)
    assert "500,000" in said.text or "۵۰۰٬۰۰۰" in said.text


async def test_who_owes_something_is_told_what(told: Services, begin: Begin) -> None:
    talk = await begin("en", "20000001")
    await talk.says("account", "what is the state of my card?")
    assert "500,000" not in (await talk.says("fines", "and how much must I pay")).text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "And to become a card for so short time, how much does it cost"),
        ("en", "I'm here only three weeks, how much is a card?"),
        ("en", "what does membership cost for a month"),
        ("en", "can I join temporarily?"),
        ("en", "is there a card for a short stay"),
        ("fa", "فقط دو هفته اینجام، کارت چند می‌شه؟"),
        ("fa", "عضویت موقت هزینه‌ش چقدره؟"),
        ("fa", "برای یک ماه عضو بشم چند تومنه"),
        ("fa", "کارت کوتاه‌مدت هم می‌دین؟"),
        ("fa", "تا تابستون عضو بشم چقدر می‌شه؟"),
    ],
)
async def test_a_short_stay_has_its_own_price(told: Services, begin: Begin, language: str, words: str) -> None:
    said = await (await begin(language)).says("card_registration", words)
    assert "200,000" in said.text or "۲۰۰٬۰۰۰" in said.text


@pytest.mark.parametrize(
    "words",
    [
        "my card expires in two weeks, what now",
        "how long until my card is ready",
        "Is it possible to read only in library, without card? I am here only three weeks",
    ],
)
async def test_what_becomes_of_a_card_is_no_short_stay(told: Services, begin: Begin, words: str) -> None:
    assert "200,000" not in (await (await begin("en")).says("card_registration", words)).text


@pytest.mark.parametrize(
    ("words", "topic", "other"),
    [("for how long are audiobooks lent?", FACTS[0], True), ("for how long are films lent?", FACTS[0], False),
     ("how long?", FACTS[0], False), ("are films on CD?", FACTS[1], True), ("audio book", FACTS[1], False)],
)  # fmt: skip
async def test_a_rule_of_another_kind_of_thing_is_known(
    told: Services, words: str, topic: FactValues, other: bool
) -> None:
    from crm.knowledge import searching

    index = await searching.index_of(told.store)
    entry = next(one for one in index.by_ref.values() if one.kind == FACT and one.title["en"] == topic.question_en)
    assert is_of_another_thing(words, entry) is other
