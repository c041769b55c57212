"""What is asked of the thing that was just told: each or all, another kind, another branch, somebody else, the PIN."""

from __future__ import annotations

import pytest

from actions.subjects.account import account
from actions.subjects.facts import facts_again
from actions.subjects.fines import late_together
from actions.subjects.moves.event_meant import asks_for_much
from actions.subjects.moves.questions import brings_back
from crm.knowledge.asking_parts import wants_of
from language.normalise import fold


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("is that per book or for all together?", True),
        ("is it per book?", True),
        ("این واسه هر کتابه یا کلا؟", True),
        ("کتابی یا روی هم؟", True),
        ("har ketab ya kolan?", True),
        ("is there a book for all of us?", False),
        ("each book has its own shelf", False),
        ("هر کتاب چند روز؟", False),
    ],
)
def test_each_or_all(text: str, asked: bool) -> None:
    assert (late_together._EACH_OR_ALL.search(fold(text)) is not None) is asked


@pytest.mark.parametrize(
    ("text", "much"),
    [
        ("the nearest date you have is fine, where and what time", True),
        ("خب اون دومی کجاست و ساعت چند شروع میشه؟", True),
        ("when is it and do I have to register?", True),
        ("where is it?", False),
        ("what time does it start", False),
        ("put me down for it, where is it", False),
    ],
)
def test_all_of_an_event_is_asked_by_several_questions(text: str, much: bool) -> None:
    assert asks_for_much(text) is much


@pytest.mark.parametrize(
    ("text", "brings"),
    [
        ("somebody can bring for me right my daughter could she bring it today without my card", True),
        ("مامانم میتونه کتابامو پس بده؟", True),
        ("can my brother pick up my reserved book?", False),
        ("can she collect it and bring it to me", False),
        ("داداشم بیاد رزرومو بگیره", False),
    ],
)
def test_who_brings_back_collects_nothing(text: str, brings: bool) -> None:
    assert brings_back(text) is brings


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("It asks me a password. Is it same as the PIN of card or different one?", True),
        ("رمز سایت همون رمز کارته؟", True),
        ("I forgot my PIN, is the password the same?", False),
        ("change my PIN", False),
        ("I want a different password", False),
        ("is the wifi password the same at all branches?", False),
    ],
)
def test_whether_the_password_is_the_pin(text: str, same: bool) -> None:
    assert account._asks_whether_same(text) is same


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("and what about bagh-ferdows, is it any easier there?", "and what about bagh-ferdows"),
        ("and bagh-ferdows, is that better for her?", "and bagh-ferdows"),
        ("سعدی چی، راحت تره؟", "سعدی چی"),
        ("is it open at saadi?", "is it open at saadi"),
        ("does saadi have a lift", "does saadi have a lift"),
    ],
)
def test_what_is_said_behind_another_branch(text: str, left: str) -> None:
    assert facts_again._LIKEWISE.sub(" ", fold(text)).strip(" .,،!?؟") == left


@pytest.mark.parametrize(
    ("text", "wants"),
    [
        ("How long and how much", {"duration", "price"}),
        ("چه مدرکی", {"papers"}),
        ("زمان آن چگونه است", {"duration"}),
        ("what time is it", set()),
    ],
)
def test_what_a_part_wants(text: str, wants: set[str]) -> None:
    assert wants_of(text) == wants
