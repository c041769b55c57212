"""A plain wish for a librarian hands over, whatever its reason; what only names one does not."""

from __future__ import annotations

import pytest

from actions.subjects.service.librarian_wished import wishes_librarian
from tests.support.talk import Begin

WISHES = [
    ("fa", "یه کتابدار میخوام ببینم چی شده"),
    ("fa", "یک کتابدار می‌خواهم، کتابم گم شده"),
    ("fa", "یه کتابدار میخوام بپرسم چرا کتابم نیومده"),
    ("fa", "کتابدار لطفا، جریمه‌م اشتباهه"),
    ("fa", "میخوام یه کتابدارو ببینم"),
    ("fa", "یه آدم واقعی میخوام که بگه تمدید چطوریه"),
    ("fa", "ye ketabdar mikham bebinam chi shode"),
    ("en", "I'd like a librarian to see what happened with my books"),
    ("en", "I want to see a librarian to find out what happened"),
    ("en", "could I get a librarian please, I want to know why I was fined"),
    ("en", "a librarian please, my fine is wrong"),
    ("en", "I need a real person, how do I renew this?"),
]


@pytest.mark.parametrize("sure", [0.5, 0.97])
@pytest.mark.parametrize(("language", "words"), WISHES)
async def test_a_plain_wish_for_a_librarian_calls_one(begin: Begin, language: str, words: str, sure: float) -> None:
    talk = await begin(language, card="20000001")
    assert (await talk.says("human_help", words, sure=sure)).names == ["utter_handoff_queued"]


@pytest.mark.parametrize(
    "words",
    [
        "I need a librarian's help with my thesis", "I'd like an appointment with a librarian",
        "I want to see a librarian on Monday morning", "I'd like a human anatomy book", "I want a librarian job",
        "can a librarian help me find a book", "how do I reach a librarian?", "I need a book about a librarian",
        "می‌خوام کتابدار بشم", "کتابدار کیه؟", "یه کتابی می‌خوام درباره یه کتابدار", "کتابدار می‌خواستم بشم",
        "برای پایان‌نامه یه کتابدار می‌خوام", "یه وقت با کتابدار می‌خوام", "کتابدار شنبه هست؟",
        "یه کتاب می‌خوام",
    ],
)  # fmt: skip
def test_what_only_names_a_librarian_or_wants_one_at_a_time_is_no_such_wish(words: str) -> None:
    assert not wishes_librarian(words)


@pytest.mark.parametrize(
    ("language", "read", "words"),
    [
        ("en", "research_help", "I'd like to see a librarian about sources for my thesis"),
        ("fa", "human_help", "mikham ye vaghti ba ketabdar bezaram vase maghale"),
    ],
)
async def test_an_appointment_is_still_one(begin: Begin, language: str, read: str, words: str) -> None:
    assert (await (await begin(language)).says(read, words)).names == ["utter_appointment"]
