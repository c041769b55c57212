"""What is asked of one's own things in plain words; what only looks so asks something else."""

from __future__ import annotations

import pytest

from language.requests.own.own_matters import Matter, read_matters
from language.requests.speech.done_asked import asked_done
from language.requests.speech.others import only_others, points_at_several

ASKED = [
    ("Which of them are ready, and until when?", Matter.READY, True),
    ("کدوماش آماده‌ست و تا کی وقت دارم؟", Matter.READY, True), ("kodoomesh amadast", Matter.READY, True),
    ("do i have anything to pick up?", Matter.READY, True), ("are you ready?", Matter.READY, False),
    ("is the room ready", Matter.READY, False),
    ("which ones are ready for a ten year old?", Matter.READY, False), ("یه کتاب آماده کنید", Matter.READY, False),
    ("چگونه باید اعتبار آن را تمدید کنم؟", Matter.CARD, True), ("etebaresho az koja tamdid konam", Matter.CARD, True),
    ("این منبع اعتبار دارد؟", Matter.CARD, False), ("کتاب را تمدید کنم؟", Matter.CARD, False),
    ("If I bring back War and Peace (never going to finish it) would that do it?", Matter.ROOM, True),
    ("اگه جنگ و صلح رو پس بدم کافیه؟", Matter.ROOM, True), ("می‌تونم یکی دیگه بگیرم؟", Matter.ROOM, True),
    ("if I bring back War and Peace on Saturday what would it cost?", Matter.ROOM, False),
    ("می‌تونم یکی دیگه بپرسم؟", Matter.ROOM, False),
    ("یعنی تا جواب بدن نمی‌تونم کتاب بگیرم؟", Matter.BLOCKS, True), ("نمی‌تونم کتاب خوبی پیدا کنم", Matter.BLOCKS, False),
    ("بسیار خوب. موعد «جنگ و صلح» را هم بفرمایید.", Matter.UNTIL, True),
    ("Until which date I can keep them now?", Matter.UNTIL, True), ("still got time?", Matter.UNTIL, True),
    ("until which page did you read it?", Matter.UNTIL, False),
    ("Which books are ready for me to start Persian literature with?", Matter.READY, False),
    ("what is ready in the reading room tonight?", Matter.READY, False),
    ("کدوم کتاب حاضره تو بازار", Matter.READY, False),
    ("do I have something to pick up from the director, a letter?", Matter.READY, False),
    ("I sent a print job, do I have something to pick up?", Matter.READY, False),
    ("کتابی درباره تمدید اعتبار بانکی دارید؟", Matter.CARD, False),
    ("کتاب «تمدید اعتبار» رو دارید؟", Matter.CARD, False),
    ("من نمی‌تونم کتاب بگیرم چون ساعت کاری شما با کارم جور نیست", Matter.BLOCKS, False),
    ("اتاق مطالعه رو میشه یکی دیگه بگیرم؟", Matter.ROOM, False),
    ("اصلا من با این همه کتاب که دستمه می‌تونم یکی دیگه بگیرم؟", Matter.ROOM, True),
]  # fmt: skip


@pytest.mark.parametrize(("text", "matter", "asks"), ASKED)
def test_what_is_asked(text: str, matter: Matter, *, asks: bool) -> None:
    assert (matter in {question.matter for question in read_matters(text)}) is asks


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("and hte other one?", True), ("و آن دیگری؟", True), ("اون یکی چی؟", True),
        ("thanks! and my other book?", True),
        ("oon yeki chi?", True), ("And for the other one same?", True), ("cancel the other one", False),
        ("the other one is late", False), ("و شعبهٔ دیگری؟", False), ("آن دیگری را تمدید کن", False),
        ("and the other branch?", False), ("کتاب دیگری از او", False),
    ],
)  # fmt: skip
def test_nothing_but_the_other(text: str, *, only: bool) -> None:
    assert only_others(text) is only


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("until when can I keep them?", True), ("اونا رو تا کی نگه دارم؟", True), ("when are they due", True),
        ("when do they want it back?", False), ("اونا گفتن تا کی می‌تونم نگهش دارم؟", False),
        ("when is it due", False), ("these days", False), ("how many of them", True), ("those two weeks", False),
    ],
)  # fmt: skip
def test_several_are_pointed_at(text: str, *, several: bool) -> None:
    assert points_at_several(text) is several


def test_a_slip_in_whether_it_went_through() -> None:
    asked = asked_done("did it go thru? and do i get an sms")
    assert asked is not None and (asked.deed, asked.rest) == ("", "and do i get an sms")
