"""What is asked beside a title told of: its other edition, when one is back, how thick it is, the hour to come."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


async def test_the_other_edition_is_shown_and_asks_for_no_sign_in(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "The Wise Crow", title="The Wise Crow")
    said = await talk.says("hold", "Ok. And the persian one also, I want to read both side by side.", sure=0.89)
    assert said.names == ["utter_search_one"] and "کلاغ دانا" in said.text


async def test_when_the_first_is_back_in_case_all_are_out(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "The Wise Crow", title="The Wise Crow")
    said = await talk.says("return", "If all are outside, when the first one comes back?", sure=0.67)
    assert said.names == ["utter_title_whereabouts"]


@pytest.mark.parametrize(("language", "text"), [("en", "wait no, is it thick?"), ("fa", "کلفته؟")])
async def test_how_thick_it_is_its_pages_tell(begin: Begin, language: str, text: str) -> None:
    talk = await begin(language)
    await talk.says("search_book", "The Hobbit", title="The Hobbit")
    said = await talk.says("search_book", text, moves={"title.condition": 0.9})
    assert said.names == ["utter_title_pages"]


async def test_for_whom_it_is_goes_before_the_reservation(begin: Begin) -> None:
    talk = await begin("en", "20000001")
    await talk.says("search_book", "Prince Caspian", title="Prince Caspian")
    said = await talk.says("hold", "reserve it at Saadi. tell me if it's too childish for a 15 year old")
    assert said.names[0] == "utter_title_ages" and said.names[-1].startswith("utter_hold")


@pytest.mark.parametrize(("hour", "closed"), [("at 11 pm", True), ("at 11 in the morning", False)])
async def test_a_branch_that_is_closed_when_somebody_comes(begin: Begin, hour: str, closed: bool) -> None:
    talk = await begin("en", "20000001")
    await talk.says("search_book", "Prince Caspian", title="Prince Caspian")
    said = await talk.says("hold", f"reserve it at Central, I'll come by {hour}", branch="Central")
    assert ("utter_hold_closed_then" in said.names) is closed


@pytest.mark.parametrize("text", ["cheers. do you read anything yourself?", "what do you read?"])
async def test_whether_the_bot_reads(begin: Begin, text: str) -> None:
    talk = await begin("en")
    await talk.says("search_book", "Prince Caspian", title="Prince Caspian")
    assert (await talk.says("search_book", text)).names == ["utter_reads_nothing"]


@pytest.mark.parametrize(
    ("words", "closed"),
    [
        ("my sister arrives on Friday, we'll pick it up on Saturday", False),
        ("I'll collect it on Friday, my exam is on Saturday", True),
        ("I'll come by next week", False),
        ("I'll come by on Friday", True),
        ("on Friday I am away, and I'll fetch it on Thursday", False),
        ("I'll pick it up at the weekend", False),
        ("my lesson is on Saturday but I can drop by on Friday", True),
    ],
)
async def test_the_day_of_coming_is_the_one_beside_it(begin: Begin, words: str, closed: bool) -> None:
    talk = await begin("en", "20000001")
    await talk.says("search_book", "Prince Caspian", title="Prince Caspian")
    said = await talk.says("hold", f"reserve it at Central, {words}", branch="Central")
    assert ("utter_hold_closed_then" in said.names) is closed, said.text


@pytest.mark.parametrize(
    ("words", "closed"),
    [
        ("خواهرم جمعه می‌رسه، شنبه میام دنبالش", False),
        ("جمعه میام دنبالش", True),
        ("هفتهٔ بعد میام دنبالش", False),
    ],
)
async def test_the_day_of_coming_in_persian(begin: Begin, words: str, closed: bool) -> None:
    talk = await begin("fa", "20000001")
    await talk.says("search_book", "Prince Caspian", title="Prince Caspian")
    said = await talk.says("hold", f"تو مرکزی رزروش کن، {words}", branch="مرکزی")
    assert ("utter_hold_closed_then" in said.names) is closed, said.text
