"""Right after something was filed: a detail put right, a word that is missed, a thing to be collected."""

from __future__ import annotations

import pytest

from actions.subjects.cases.found_collected import asks_to_collect
from actions.subjects.cases.right_after_case import asks_who_is_first
from tests.support.talk import Begin

LOST = {
    "en": "left a grey umbrella. yesterday. 3rd floor by the window",
    "fa": "دیروز چتر خاکستریم رو طبقهٔ سه جا گذاشتم",
}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "not yesterday sorry, tuesday"), ("en", "no wait, it was on monday"),
        ("fa", "نه دیروز نه، سه‌شنبه بود"), ("fa", "نه ببخشید دوشنبه بود"),
    ],
)  # fmt: skip
async def test_a_day_is_put_right_and_refuses_no_contact(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language)
    await talk.says("lost_property", LOST[language], sure=1.0)
    said = await talk.says("deny", words, sure=0.99, moves={"case.add": 0.8})
    assert said.names == ["utter_case_words_added"]


@pytest.mark.parametrize(("language", "words"), [("en", "no thanks"), ("fa", "نه نمی‌خوام")])
async def test_a_plain_no_still_refuses_the_contact(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language)
    await talk.says("lost_property", LOST[language], sure=1.0)
    said = await talk.says("deny", words, sure=0.99)
    assert said.names == ["utter_contact_skipped"]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("friday pickup possible?", True), ("can I come and get it on Friday?", True), ("جمعه میشه بیام بگیرمش؟", True),
        ("jome biam begiramesh?", True), ("can I pick up my reserved book on Friday?", False),
        ("کتاب رزروم رو جمعه بگیرم؟", False), ("are you open on Friday?", False),
    ],
)  # fmt: skip
def test_collecting_is_asked_for(text: str, asks: bool) -> None:
    assert asks_to_collect(text) is asks


@pytest.mark.parametrize(("language", "words"), [("en", "friday pickup possible?"), ("fa", "جمعه میشه بیام بگیرمش؟")])
async def test_a_lost_thing_is_not_said_to_be_there(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language)
    await talk.says("lost_property", LOST[language], sure=1.0)
    said = await talk.says("hold", words, sure=0.9)
    assert said.names[0] == "utter_case_not_found_yet"


@pytest.mark.parametrize(
    ("language", "told", "words"),
    [
        ("en", "the lamp by the armchair on the ground floor flickers",
         "Thank you. You have not said anything about the lamp, or I have not seen it."),
        ("fa", "چراغ کنار مبل طبقهٔ همکف چشمک می‌زنه", "دربارهٔ چراغ چیزی نگفتید که"),
    ],
)  # fmt: skip
async def test_a_word_that_is_missed_is_told_where_the_case_stands(
    begin: Begin, language: str, told: str, words: str
) -> None:
    talk = await begin(language)
    await talk.says("report_fault", told, sure=1.0)
    said = await talk.says("case_status", words, sure=0.43)
    assert said.names == ["utter_case_state"], said


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("وقتی اومد اول به من میدین یا هرکی زودتر رسید؟ چون پارسال شیش ماه دست مردم بود", True),
        ("اگه بخرین نوبت اول با منه؟", True), ("do I get it first, or whoever comes?", True),
        ("will it be reserved for me?", True), ("aval be khodam midin?", True),
        ("when will you decide?", False), ("اول بگو کی جواب میدین", False),
        ("Do I get to read it first?", True), ("Am I first in line?", True), ("Would I get the new book first?", True),
        ("will it come to me first", True), ("can I borrow it first when it comes", True),
        ("Do I have to pay first?", False), ("Can I see a list first?", False),
        ("do we need to register first?", False),
        ("Will it be checked by somebody first?", False), ("can I get a receipt first?", False),
        ("اول من باید پول بدم؟", False), ("اول به من خبر میدین؟", False),
    ],
)  # fmt: skip
def test_who_gets_what_was_suggested_is_asked(text: str, asks: bool) -> None:
    assert asks_who_is_first(text) is asks


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("en", "deny", "No thanks, I'll come by on Tuesday"), ("fa", "deny", "نه ممنون، فردا خودم میام"),
        ("fa", "deny", "نه فردا زنگ می‌زنم"), ("en", "deny", "no need, I will call on Monday"),
        ("en", "cancel", "Forget it, it worked again yesterday"), ("fa", "cancel", "ولش کنید، دیروز درست شد"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("adds", [0.0, 0.6])
async def test_a_no_with_a_day_in_it_is_no_detail(
    begin: Begin, language: str, intent: str, words: str, adds: float
) -> None:
    talk = await begin(language)
    await talk.says("lost_property", LOST[language], sure=1.0)
    said = await talk.says(intent, words, sure=0.99, moves={"case.add": adds})
    assert "utter_case_words_added" not in said.names


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "no, it was on monday"), ("en", "no, not on tuesday, wednesday"), ("en", "no sorry, I meant monday"),
        ("fa", "نه دوشنبه بود"), ("fa", "نه منظورم دوشنبه است"),
    ],
)  # fmt: skip
async def test_a_day_is_put_right_by_a_word_of_correcting(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language)
    await talk.says("lost_property", LOST[language], sure=1.0)
    said = await talk.says("deny", words, sure=0.99)
    assert said.names == ["utter_case_words_added"]
