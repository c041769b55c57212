"""What is kept of who writes here is told whole; what is kept of something else is another question."""

from __future__ import annotations

import pytest

from actions.subjects.account.kept_of_me import asks_to_erase_past, asks_what_is_kept, asks_whether_told
from tests.support.talk import Begin


@pytest.mark.parametrize(
    "text",
    [
        "خود شما چه اطلاعاتی از من نگه می‌دارید",
        "چه داده‌هایی ازم نگه می‌دارین و چند وقت",
        "چت‌هامون تا کی ذخیره میشه؟",
        "az man che etelaati negah midarin va ta key?",
        "what do you keep about me and for how long?",
        "what information do you store on me, and until when?",
        "how long are my chats stored?",
        "what happens to my data?",
    ],
)
def test_it_is_asked(text: str) -> None:
    assert asks_what_is_kept(text)


@pytest.mark.parametrize(
    "text",
    [
        "how long do you keep the book on hold for me?",
        "delete all data you keep about me",
        "what information do I need to join?",
        "how long can I keep the book?",
        "how long do you keep the camera footage of people?",
        "تا کی کتاب رو برام نگه می‌دارین؟",
        "اطلاعات من رو پاک کنید",
        "what records do you have on vinyl?",
        "what records do you hold? vinyl records",
        "do you have any records held at Saadi?",
        "what details do you need to keep my membership?",
        "چه اطلاعاتی برای ثبت نام لازمه؟",
        "چه مشخصاتی برای ثبت‌نام لازم است؟",
        "چه چیزهایی رو می‌شه ثبت نام کرد؟",
        "چه گفت‌وگوهایی جمعه دارین؟",
    ],
)
def test_a_neighbour_is_another_question(text: str) -> None:
    assert not asks_what_is_kept(text)


@pytest.mark.parametrize("intent", ["privacy", "my_data", "nlu_fallback"])
async def test_it_is_told_whatever_it_was_read_as(begin: Begin, intent: str) -> None:
    said = await (await begin("en")).says(intent, "what do you keep about me and for how long?", sure=0.6)
    assert said.names == ["utter_privacy"] and "180 days" in said.text


@pytest.mark.parametrize("intent", ["card_registration", "search_book", "events", "loan_policy"])
async def test_it_stands_before_no_other_reading(begin: Begin, intent: str) -> None:
    said = await (await begin("en")).says(intent, "what do you keep about me and for how long?", sure=0.6)
    assert "utter_privacy" not in said.names


@pytest.mark.parametrize(
    ("words", "of_that", "asked"),
    [
        ("مثلا شوهرم زنگ بزنه بپرسه بهش میگین چی گرفتم؟", False, True),
        ("الان مامانم میتونه ببینه من چه کتابایی گرفتم؟", False, True),
        ("could my husband find out what I borrow if he asks at the desk", False, True),
        ("could he ask at the desk and be told", True, True),
        ("could he ask at the desk and be told", False, False),
        ("can somebody tell me what I have borrowed", False, False),
        ("does anyone know which books I have to return?", False, False),
        ("can he collect it with my card?", True, False),
        ("Can someone call me about the books I have reserved?", False, False),
        ("Can someone look at the books I have on my account? I returned them", False, False),
        ("Do people know what I should read?", False, False),
        ("میشه به دوستم بگید کتاب‌هایی که گرفتم رو بیاره؟", False, False),
        ("کسی می‌دونه کتابی که خوندم جلد دوم داره؟", False, False),
    ],
)
def test_whether_another_is_told_is_asked(words: str, of_that: bool, asked: bool) -> None:
    assert asks_whether_told(words, of_that=of_that) is asked


def test_what_is_kept_about_me_is_asked_in_any_order() -> None:
    assert asks_what_is_kept("And about me, what do you keep, which books I had in past years?")


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("the books I gave back last year, are those still in there? Delete them.", True),
        ("سوابق امانتم رو پاک کنید", True),
        ("can my borrowing history be deleted?", True),
        ("I gave back the books last year", False),
        ("delete the reservation of the book I read", False),
        ("cancel the books I have on hold", False),
    ],
)
def test_past_loans_are_to_be_erased(text: str, asks: bool) -> None:
    assert asks_to_erase_past(text) is asks


async def test_where_past_loans_are_erased(begin: Begin) -> None:
    talk = await begin("en", card="20000001")
    await talk.says("privacy", "what do you keep about me and for how long?")
    said = await talk.says(
        "return", "And the books I gave back last year, are those still in there? Delete them.", sure=0.85
    )
    assert said.names == ["utter_my_data_copy"]


async def test_past_loans_are_erased_by_nothing_else(begin: Begin) -> None:
    said = await (await begin("en", card="20000001")).says("return", "the books I gave back last year, delete them")
    assert "utter_my_data_copy" not in said.names
