"""Who has just signed in and says "look for yourself" is shown of the account what was spoken of before."""

# ruff: noqa: E501

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "before", "said", "read", "answer"),
    [
        ("en", ("complaint", "why am I charged a late fee?"), "I'm signed in now. Look at it yourself.", "complaint", "utter_fines"),
        ("fa", ("fines", "جریمهٔ دیرکرد روزی چقدره؟"), "ایناهاش کارتم", "account", "utter_fines"),
        ("fa", ("complaint", "این چه جریمه‌ایه برای من زدین، کتاب رو سر وقت پس دادم!"), "وارد شدم، حالا خودت ببین", "sign_in", "utter_fines"),
        ("en", ("fines", "how much is a day late?"), "thanks. I have now signed in, I hope you can see it", "thanks", "utter_fines"),
    ],
)  # fmt: skip
async def test_the_fees_are_shown(
    begin: Begin, language: str, before: tuple[str, str], said: str, read: str, answer: str
) -> None:
    talk = await begin(language)
    await talk.says(*before)
    await talk.sign_in("20000005")
    await talk.says("signed_in", "/signed_in")
    assert answer in (await talk.says(read, said, sure=0.7)).names


@pytest.mark.parametrize(
    ("language", "before", "said", "read"),
    [
        ("en", "how much is a day late?", "I'm signed in now. Check for yourself and reserve Animal Farm for me at Saadi", "hold"),
        ("fa", "جریمهٔ دیرکرد روزی چقدره؟", "حالا ببین بوف کور رو دارین؟", "search_book"),
        ("en", "how much is a day late?", "I'm in. Check it yourself, is my reservation ready?", "hold_status"),
        ("en", "how much is a day late?", "See for yourself: until when do I have my books?", "loans"),
        ("en", "where do I pay a fine?", "I'm signed in now", "sign_in"),
        ("en", "Does my son have to pay if his book is a day late?", "I'm signed in now", "sign_in"),
    ],
)  # fmt: skip
async def test_another_order_shows_no_fees(begin: Begin, language: str, before: str, said: str, read: str) -> None:
    talk = await begin(language)
    await talk.says("fines", before)
    await talk.sign_in("20000005")
    await talk.says("signed_in", "/signed_in")
    assert "utter_fines" not in (await talk.says(read, said)).names


async def test_a_complaint_of_something_else_shows_nothing(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("complaint", "the book on the shelf was torn and nobody cares")
    await talk.sign_in("20000005")
    await talk.says("signed_in", "/signed_in")
    said = await talk.says("complaint", "see for yourself, it is on the second floor, and the page is missing")
    assert not {"utter_fines", "utter_loans_none"} & set(said.names)


async def test_a_card_shown_later_is_no_sign_in(begin: Begin) -> None:
    talk = await begin("en", "20000005")
    await talk.says("hours", "when do you open?")
    assert "utter_fines" not in (await talk.says("account", "here's my card")).names
