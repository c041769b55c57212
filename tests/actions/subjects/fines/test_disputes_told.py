"""What is told of a contested charge is filed at an order, or kept with the objection, and never let go."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from actions.subjects.fines.disputes_told import _demands, tells_was_so
from tests.support.statements import scalar
from tests.support.talk import Begin

CONTESTED = {"en": "I did not damage it, that is not my fault", "fa": "من خرابش نکردم، از اول خراب بود"}
ORDERED = [
    ("fa", "lost_item", "بنویس ک جلد کتاب وقتی تحویل گرفتم پاره بود و کتابدار خودش دید"),
    ("fa", "complaint", "میخام اعتراض بزنم کجا باید بنویسم"),
    ("fa", "fines", "لطفاً بنویسید که از روز اول همین‌جوری بود"),
    ("fa", "out_of_scope", "یادداشت کنید صفحه‌هاش کنده بود"),
    ("fa", "human_help", "بهشون بگید نفر قبلی خیسش کرده بود"),
    ("en", "lost_item", "write that the cover was torn when I got it and the librarian saw it"),
    ("en", "fines", "please note that it came like this"),
    ("en", "out_of_scope", "put down that the last reader spilled coffee on it"),
    ("en", "complaint", "tell them that I showed it at the desk that same day"),
    ("en", "complaint", "I want to dispute it, where do I write"),
]
WAS_SO = [
    ("fa", "جلدش وقتی تحویل گرفتم پاره بود"),
    ("fa", "موقعی که گرفتمش چند صفحه‌اش کنده بود"),
    ("fa", "نفر قبلی خط‌خطیش کرده بود"),
    ("fa", "از همون اول لک داشت"),
    ("fa", "کتاب قبل از من خیس شده بود"),
    ("fa", "همین شکلی بهم دادن، کار من نیست"),
    ("en", "the cover was torn already when I got it"),
    ("en", "there were stains on it before I even opened it"),
    ("en", "it was scribbled in by the previous borrower"),
    ("en", "two pages were missing from the start"),
    ("en", "somebody else has bent the spine, it was loose"),
    ("en", "that's the way I got it, all wet"),
]


async def case_words(services: Services) -> str:
    return str(await scalar(services.store, text("select description from service_case")))


@pytest.mark.parametrize(("language", "read", "words"), ORDERED)
async def test_what_is_to_be_put_down_is_filed_with_what_was_told(
    begin: Begin, services: Services, language: str, read: str, words: str
) -> None:
    talk = await begin(language, "20000001")
    await talk.presses("/fines")
    assert (await talk.says("fines", CONTESTED[language])).names[-1] == "utter_objection_ask"
    said = await talk.says(read, words, sure=0.6)
    assert said.names == ["utter_objection_taken"]
    kept = await case_words(services)
    assert words in kept and CONTESTED[language] in kept


@pytest.mark.parametrize("offer", [True, False])
@pytest.mark.parametrize(("language", "words"), WAS_SO)
async def test_what_was_so_before_is_kept_and_goes_into_the_objection(
    begin: Begin, services: Services, language: str, words: str, offer: bool
) -> None:
    talk = await begin(language, "20000001")
    await talk.presses("/fines")
    if offer:
        await talk.says("fines", CONTESTED[language])
    said = await talk.says("lost_item", words, sure=0.6)
    assert said.buttons
    filed = await talk.says("complaint", "ثبتش کن" if language == "fa" else "register it please")
    assert filed.names == ["utter_objection_taken"] and words in await case_words(services)


@pytest.mark.parametrize(
    "words",
    [
        "what if it was torn already?", "I tore it", "the pages are wet", "کتاب پاره شد", "پاره بود چی؟", "از اول بگو",
        "when I got there it was closed",
    ],
)  # fmt: skip
def test_what_tells_no_damage_from_before_is_none(words: str) -> None:
    assert not tells_was_so(words)


async def test_nothing_is_contested_where_no_charge_was_told(begin: Begin) -> None:
    talk = await begin("en", "20000001")
    said = await talk.says("report_fault", "the chair was broken already")
    assert "utter_objection_ask" not in said.names


@pytest.mark.parametrize(
    ("language", "words"),
    [*WAS_SO, ("fa", "از اول که گرفتم جلدش پاره بود!! چرا موقع تحویل نگاه نمی‌کنید")],
)
async def test_what_is_told_after_the_objection_was_filed_goes_into_it(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    talk = await begin(language, "20000001")
    await talk.presses("/fines")
    filed = await talk.says(
        "complaint", "I want to dispute this" if language == "en" else "به این اعتراض دارم، ثبت کنید"
    )
    assert filed.names == ["utter_objection_taken"]
    said = await talk.says("case_status", words, sure=0.6)
    assert "utter_case_words_added" in said.names
    assert await scalar(services.store, text("select count(*) from service_case")) == 1


async def test_a_complaint_of_a_charge_takes_what_is_told_of_it(begin: Begin) -> None:
    talk = await begin("fa", "20000001")
    told = "این چه وضعیه؟ یه جریمه دیگه هم واسه این کتاب زدین. مگه من خرابش کردم؟؟"
    assert "utter_complaint_taken" in (await talk.says("complaint", told)).names
    said = await talk.says("complaint", "از اول که گرفتم جلدش پاره بود!! چرا موقع تحویل نگاه نمی‌کنید", sure=0.65)
    assert said.names == ["utter_case_words_added"]


@pytest.mark.parametrize(
    ("words", "demanded"),
    [
        ("I want it removed. The late one. I'm not paying for your staff emptying the box a day later.", True),
        ("می‌خوام این جریمه حذف بشه", True),
        ("I want it removed?", False),
        ("no, I want to pay it", False),
        ("can it be removed?", False),
        ("I want the reservation cancelled", False),
        ("I want the book back", False),
        ("می‌خوام رزروم لغو بشه", False),
        ("اطلاعاتم باید پاک بشه", False),
    ],
)
def test_a_charge_is_demanded_to_go(words: str, demanded: bool) -> None:
    assert _demands(words) is demanded
