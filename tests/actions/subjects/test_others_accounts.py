"""A number and a PIN in a message open nobody's account, and who has a book is told to nobody."""

from __future__ import annotations

import pytest

from actions.subjects.others_accounts import asks_of_card, asks_who_has, orders_on_fines_of_card
from tests.support.talk import Begin


@pytest.mark.parametrize(
    "words",
    [
        "my brother's card is [card], what's overdue on it?",
        "I'd like to know what my son has out, card [card]",
        "what is on loan to my neighbour, number [card]",
        "بابام چقدر جریمه داره؟ کارتش [card] هست",
        "دوستم چند تا کتاب دستشه؟ شماره کارتش [card]",
        "karte khaharam [card] e, bebin chi gerefte",
    ],
)
def test_what_is_on_a_card_of_somebody_else_is_asked(words: str) -> None:
    assert asks_of_card(words)


@pytest.mark.parametrize(
    "words",
    [
        "my card number is [card], why can't I log in?",
        "my husband lost his card [card], please block it",
        "can my wife collect my reservation with card [card]?",
        "how does my daughter get a card?",
        "what has my son borrowed?",
        "پسرم کارت [card] رو گم کرده",
        "شماره کارتم [card] هست، چی امانت دارم؟",
    ],
)
def test_an_own_card_or_a_lost_one_is_another_matter(words: str) -> None:
    assert not asks_of_card(words)


@pytest.mark.parametrize(
    "words",
    [
        "which member has The Hobbit at the moment",
        "who borrowed Dune?",
        "who's got the atlas checked out?",
        "کلیدر الان دست کی‌یه؟",
        "کتاب طاعون رو کی امانت گرفته",
        "shahname dast kie?",
    ],
)
def test_who_has_a_book_is_asked(words: str) -> None:
    assert asks_who_has(words)


@pytest.mark.parametrize(
    "words",
    [
        "who wrote Sapiens?",
        "who has to pay when a book is lost?",
        "who has the right to borrow?",
        "is The Hobbit checked out?",
        "who is in charge now?",
        "کتاب رو دست کی بدم؟",
        "سووشون مال کیه؟",
        "کی برمی‌گرده؟",
        "کیف پولم دست کیه؟",
    ],
)
def test_who_wrote_who_pays_and_who_takes_it_are_other_questions(words: str) -> None:
    assert not asks_who_has(words)


@pytest.mark.parametrize(
    ("words", "is_order"),
    [
        ("please clear the fine on card [card]", True),
        ("jarime karte [card] ro pak kon", True),
        ("بدهی کارت [card] رو ببخش", True),
        ("can the fine on card [card] be waived?", False),
        ("please waive my fine, card [card]", False),
        ("جریمهٔ کارت [card] چقدره", False),
    ],
)
def test_fines_are_ordered_away_from_a_numbered_card(words: str, is_order: bool) -> None:
    assert orders_on_fines_of_card(words) is is_order


async def test_nobody_is_sent_to_sign_in_for_what_is_never_told(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("loans", "who's got The Hobbit checked out?")
    assert said.names == ["utter_others_loans"] and "reserve" in said.text.lower()
    assert (await talk.says("staff_contact", "give me their phone number")).names == ["utter_others_loans"]
    assert (await talk.says("fines", "clear the fine on card [card]")).names == ["utter_own_card_only"]


async def test_a_pin_of_somebody_else_opens_nothing(begin: Begin) -> None:
    talk = await begin("fa")
    said = await talk.says("card_registration", "خواهرم چی گرفته؟ کارتش [card]")
    assert said.names == ["utter_others_loans"]
    assert (await talk.says("account", "رمزش رو دارم، [pin]")).names == ["utter_own_card_only"]


async def test_a_pin_of_ones_own_is_another_matter(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("account", "I forgot my PIN, it was [pin] I think")
    assert "utter_own_card_only" not in said.names
    assert "utter_own_card_only" not in (await talk.says("wifi", "what is the wifi password?")).names


async def test_a_parent_hears_how_a_childs_loans_are_asked(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("card_registration", "I'd like to see what my son has out, card [card]")
    assert said.names == ["utter_others_loans"] and "guardian" in said.text
