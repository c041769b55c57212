"""What a question asks of its thing, and whether an entry answers just that."""

from __future__ import annotations

import numpy as np
import pytest

from crm.actor import Actor
from crm.database.store import Store
from crm.knowledge.agreement import AnsweredAspects, Asking, answering, asking, may_be_false, untold
from crm.knowledge.answers_in_numbers import AnswersInNumbers
from crm.knowledge.asked_kinds import denied_people, kinds_of, named_people
from crm.knowledge.entries import FACT, KnowledgeEntry
from crm.knowledge.facts import FactValues, add_fact
from crm.knowledge.searching import KnowledgeQuestion, search
from language.normalise import fold
from tests.support.store_rows import SARA


def entry(title: str, text: str, *ways: str) -> KnowledgeEntry:
    """Make a fact of one language."""
    return KnowledgeEntry(FACT, 1, {"en": title}, {"en": text}, "facilities", wordings=ways)


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("how much is a locker", {"price"}),
        ("کمد چنده", {"price"}),
        ("where do I leave my umbrella", {"place"}),
        ("چترم را کجا بگذارم؟", {"place"}),
        ("who looks after the lockers", {"person"}),
        ("why is the café closed", {"why"}),
        ("may I keep it overnight", {"leave"}),
        ("چند روز می‌تونم نگهش دارم", {"duration", "leave"}),
    ],
)
def test_what_is_asked_of_a_thing_is_read(words: str, kinds: set[str]) -> None:
    assert kinds_of(fold(words)) == kinds


def test_people_are_read_and_those_that_somebody_is_not() -> None:
    assert named_people("my son is a student") == {"child", "student"}
    assert named_people("my sister is not a student") == {"other"}
    assert denied_people(fold("همسرم دانشجو نیست")) == {"student"}
    assert "stranger" in named_people(fold("عضو نیستم، کارت ندارم"))


LOCKERS = entry("Where are the lockers?", "Beside the door.", "where can I put my bag")


@pytest.mark.parametrize(
    ("words", "lacks"),
    [
        ("how much is a locker?", "price"),
        ("and how much does it cost", "price"),
        ("for how many hours?", "duration"),
        ("why are they locked", "reason"),
        ("where are they?", None),
        ("how much is one, and where are they?", None),
        ("do you have lockers?", None),
    ],
)
def test_what_an_entry_does_not_tell_is_named(words: str, lacks: str | None) -> None:
    assert untold(words, LOCKERS) == lacks


def test_a_way_to_ask_for_a_reason_is_answered() -> None:
    why = entry("Why is the silent room locked?", "Because of the works.", "why can't I get into the silent room")
    assert untold("why is it locked?", why) is None


COMPUTERS = entry("Are there public computers?", "Yes, 16 on the ground floor.", "do you have computers")


@pytest.mark.parametrize(
    ("words", "may"),
    [
        ("do you have computers?", False),
        ("whom do I ask about the computers?", True),
        ("why are the computers so slow", True),
        ("which floor are the computers on?", False),
    ],
)
def test_a_yes_to_another_question_is_seen(words: str, may: bool) -> None:
    assert may_be_false(words, COMPUTERS) is may
    assert may_be_false(words, LOCKERS) is False


FREE = entry("Are events free of charge?", "Yes, all events are free.", "is it free", "what does it cost", "free entry")


@pytest.mark.parametrize(
    ("words", "may"),
    [
        ("do I have to pay for it?", True), ("is there a fee?", True), ("does it cost anything?", True),
        ("پولیه؟", True), ("هزینه داره؟", True), ("pooliye?", True),
    ],
)  # fmt: skip
def test_a_yes_to_being_free_is_none_to_costing_money(words: str, may: bool) -> None:
    assert may_be_false(words, FREE) is may


def agreement(asks: Asking, its: AnsweredAspects) -> tuple[float, ...]:
    return tuple(AnswersInNumbers([its]).agreement(asks, np.asarray([0]))[0].tolist())


def test_how_an_entry_agrees_is_told_in_numbers() -> None:
    assert agreement(asking("where are the lockers?"), answering(LOCKERS)) == (1.0, 0.0, 0.0, 0.0)
    assert agreement(asking("what do lockers cost for my son?"), answering(LOCKERS)) == (0.0, 1.0, 1.0, 0.0)
    assert agreement(asking("who repairs computers?"), answering(COMPUTERS)) == (0.0, 1.0, 0.0, 1.0)


GUESTS = FactValues("wifi", "مهمان چگونه به وای‌فای وصل شود؟", "How do guests connect to the Wi-Fi?", "با کد یک‌روزه.",
                    "With a one-day code.", also="\nnon-members and the Wi-Fi\nعضو نیستم وای‌فای می‌خواهم")  # fmt: skip
MEMBERS = FactValues("wifi", "چگونه به وای‌فای وصل شوم؟", "How do I connect to the Wi-Fi?", "با شمارهٔ کارت.",
                     "With the card number.")  # fmt: skip
STUDENTS = FactValues("card_registration", "عضویت دانشجو چند است؟", "What does a student pay for membership?",
                      "۲۵۰٬۰۰۰ ریال.", "250,000 rials.", audience="student")  # fmt: skip
ADULTS = FactValues("card_registration", "عضویت چند است؟", "What does membership cost?", "۵۰۰٬۰۰۰ ریال.",
                    "500,000 rials.")  # fmt: skip


@pytest.mark.parametrize(
    ("words", "language", "answer"),
    [
        ("how do I connect to the Wi-Fi?", "en", "With the card number."),
        ("I am not a member, how do I connect to the Wi-Fi?", "en", "With a one-day code."),
        ("عضو نیستم، چگونه به وای‌فای وصل شوم؟", "fa", "با کد یک‌روزه."),
        ("she is not a student, what does membership cost her?", "en", "500,000 rials."),
    ],
)
async def test_what_is_told_of_others_is_not_told(store: Store, words: str, language: str, answer: str) -> None:
    by: Actor = SARA
    for values in (MEMBERS, GUESTS, STUDENTS, ADULTS):
        await add_fact(store, values, by=by)
    found = await search(store, KnowledgeQuestion(words, language, store.clock.now().date()))
    assert found[0].entry.text[language] == answer


@pytest.mark.parametrize(
    ("words", "stranger"),
    [
        ("یکی از ما عضوه", False),
        ("یکی عضو جدید هستم", False),
        ("دو تا عضو خانواده‌ایم", False),
        ("is there no membership fee?", False),
        ("free without any membership fee", False),
        ("سه نفریم ولی فقط یکیمون عضوه", True),
        ("only one of us is a member", True),
        ("may I come in without a card", True),
    ],
)
def test_a_member_among_others_and_a_fee_are_no_strangers(words: str, stranger: bool) -> None:
    assert ("stranger" in named_people(fold(words))) is stranger
