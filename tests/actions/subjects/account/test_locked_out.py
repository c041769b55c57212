"""Who cannot sign in may ask of something else, and where a card was lost is not its number."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from actions.subjects.account import locked_out
from crm.knowledge.facts import FactValues, add_fact
from language.normalise import fold
from tests.support.store_rows import SARA
from tests.support.talk import Begin

FACTS = (
    FactValues("account", "رمزم را فراموش کرده‌ام؛ چه کنم؟", "I forgot my PIN; what can I do?",
               "رمز را با کارت شناسایی پای میز می‌گیرید.", "A PIN is given at the desk with an identity card."),
    FactValues("lost_card", "کارتم گم شده؛ چه کنم؟", "I lost my card; what should I do?",
               "با کارت شناسایی کارت تازه بگیرید.", "Get a new one with your identity card."),
)  # fmt: skip


@pytest.fixture
async def told(services: Services) -> Services:
    """A library that tells of PINs and of cards that are lost."""
    for fact in FACTS:
        await add_fact(services.store, fact, by=SARA)
    return services


async def test_who_cannot_sign_in_is_helped_on_at_once(told: Services, begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("account", "I forgot my PIN")
    assert "identity card" in (await talk.says("account", "how long does that take at the desk?")).text


@pytest.mark.parametrize(
    ("language", "read", "words"),
    [
        ("en", "loan_policy", "How long can I keep a book?"),
        ("en", "nlu_fallback", "How long can I keep a book?"),
        ("en", "facilities", "Which branch has parking?"),
        ("en", "nlu_fallback", "Which branch has parking?"),
        ("fa", "hold_status", "چقدر طول می‌کشه کتاب برسه؟"),
        ("fa", "nlu_fallback", "چقدر طول می‌کشه کتاب برسه؟"),
        ("fa", "card_registration", "برای عضویت چی لازمه؟"),
        ("fa", "nlu_fallback", "برای عضویت چی لازمه؟"),
    ],
)
async def test_who_cannot_sign_in_may_ask_of_something_else(
    told: Services, begin: Begin, language: str, read: str, words: str
) -> None:
    talk = await begin(language)
    await talk.says("account", "I forgot my PIN" if language == "en" else "رمزم رو فراموش کردم")
    said = await talk.says(read, words, sure=0.8)
    assert "identity card" not in said.text and "کارت شناسایی" not in said.text


@pytest.mark.parametrize("words", ["I have no clue where I lost it", "I don't remember where I left it"])
async def test_where_a_card_was_lost_is_not_its_number(told: Services, begin: Begin, words: str) -> None:
    talk = await begin("en")
    await talk.says("lost_card", "I lost my card")
    assert "utter_fact" not in (await talk.says("lost_card", words, sure=0.9)).names


@pytest.mark.parametrize(
    "words",
    [
        "میشه کتابدار حضوری رمزم رو عوض کنه؟",
        "ایمیلم قدیمیه ولی شماره عضویتم رو دارم",
        "I have my membership number but no email",
    ],
)
def test_a_librarian_and_the_number_of_a_membership_are_no_other_matter(words: str) -> None:
    assert locked_out._OTHER.search(fold(words)) is None
