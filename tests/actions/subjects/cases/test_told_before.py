"""A complaint of a minute ago is not what became of last week's word, and is filed once."""

from __future__ import annotations

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
