"""Nothing is noted on an account from the chat; that is said, and the words may be passed on."""

from __future__ import annotations

import pytest

from actions.subjects.account.account_notes import asks_for_note
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("can you note on my account that I lost it in the meantime", True),
        ("could you put a note on my account that I'm away until Sunday", True),
        ("تو حسابم بنویس که تا یکشنبه نیستم", True),
        ("میشه تو حسابم یادداشت کنین که گمش کردم؟", True),
        ("why is there a note on my account", False),
        ("what books are on my account", False),
        ("put that book on my card", False),
        ("add it to my account please", False),
        ("write my phone number on my card", False),
        ("Please remove the note on my account", False),
        ("Did they put a note on my account?", False),
        ("Someone put a note on my account, what does it say?", False),
        ("روی کارتم ثبت شده که دیرکرد دارم", False),
        ("توی حسابم ثبت شده یه کتاب که نگرفتم", False),
        ("برای کارت ثبت نام می‌خوام", False),
        ("روی کارتم بنویسم اسممو؟", False),
    ],
)
def test_a_note_is_wished_for(text: str, is_one: bool) -> None:
    assert asks_for_note(text) is is_one


async def test_the_words_are_passed_on_after_a_yes(begin: Begin) -> None:
    talk = await begin("en", card="20000001")
    await talk.says("lost_item", "I think I left Pride and Prejudice in a taxi")
    said = await talk.says("lost_item", "can you note on my account that I lost it")
    assert said.names == ["utter_note_not_here"]
    assert "utter_librarian_taken" in (await talk.says("affirm", "yes")).names
