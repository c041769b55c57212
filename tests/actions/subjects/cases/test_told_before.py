"""A complaint of a minute ago is not what became of last week's word, and is filed once."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin

COLD = "دو هفته‌ست شوفاژ سعدی خاموشه با کاپشن نشستیم، این چه وضعشه!"


async def test_nothing_from_before_is_known(begin: Begin) -> None:
    talk = await begin("fa")
    assert (await talk.says("complaint", COLD)).names == ["utter_complaint_taken"]
    said = await talk.says(
        "case_status", "هفتهٔ پیش هم شفاهی گفتم به خانم پشت میز، گفت پیگیری می‌کنیم. چی شد پس؟", sure=0.8
    )
    assert said.names == ["utter_case_none_before"] and "K-" in said.text
    assert (await talk.says("case_status", "شمارهٔ شکایتم چی بود؟")).names != ["utter_case_none_before"]


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ("hold_status", "هفتهٔ پیش هم گفتم، چی شد پس؟"),
        ("hold_status", "قبلا گفتم شاهنامه رو رزرو کنید، رزروم چی شد؟"),
        ("suggestion", "هفته پیش گفته بودم کلیدر رو برام بخرید، خبری نشد؟"),
    ],
)
async def test_what_was_told_of_something_else_is_no_matter_of_it(begin: Begin, read: str, words: str) -> None:
    talk = await begin("fa")
    await talk.says("report_fault", "کولر سالن مطالعه سعدی خرابه")
    assert "utter_case_none_before" not in (await talk.says(read, words)).names


async def test_what_became_of_it_is_its_state(begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("complaint", COLD)
    assert (await talk.says("case_status", "چی شد؟")).names == ["utter_case_state"]


async def test_whether_one_may_borrow_meanwhile_files_nothing_again(begin: Begin) -> None:
    talk = await begin("fa", card="20000005")
    await talk.says("complaint", COLD)
    words = "باشه شکایت ثبت کن برای هر دوتاش. تا جواب بدن من میتونم کتاب بگیرم یا نه؟؟"
    said = await talk.says("borrow", words, sure=0.76)
    assert said.names[0].startswith("utter_") and any(name.startswith("utter_blocks") for name in said.names)
    assert said.names[-1] == "utter_case_is_there" and "utter_complaint_taken" not in said.names


@pytest.mark.parametrize(
    "words",
    [
        "Please register a complaint, the wifi in the hall is dead. Can I borrow until you answer?",
        "Please register a complaint, the wifi in the hall is dead. Can I borrow until this is settled?",
        "my daughter's complaint: register it too: the wifi is dead in the hall. Can I borrow until you answer?",
    ],
)
async def test_what_is_told_beside_that_question_is_kept(begin: Begin, words: str) -> None:
    talk = await begin("en", card="20000003")
    await talk.says("complaint", "I want to complain, the guard shouted at my son", sure=0.97)
    said = await talk.says("complaint", words, sure=0.97)
    assert "utter_case_is_there" not in said.names and any("case" in n or "complaint" in n for n in said.names)
