"""Who says that it is no complaint has none filed: what was told stays, and a charge is looked into."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from actions.subjects.cases.filed_asked import asks_whether_open, says_found
from actions.subjects.cases.no_complaint import denies_complaint
from tests.support.statements import scalar
from tests.support.talk import Begin

DENIED = [
    "no, not a complaint, I just want somebody to check it",
    "I am not complaining, just telling you",
    "it isn't a complaint, have someone look at it",
    "I don't want to make a complaint",
    "نه منظورم شکایت نیست، فقط می‌خواهم یکی بررسی کند",
    "شکایت نه، فقط یک نفر نگاه کند درست است یا نه",
    "قصدم گلایه نبود",
    "shekayat nist faghat khastam bedunid",
]
NOT_DENIED = [
    "I have a complaint: the hall is not clean",
    "is this not a complaint?",
    "my complaint is that nobody answers",
    "no complaint was filed for me, file it now",
    "No complaint box anywhere",
    "I never complain, but the heating is broken and it is freezing",
    "شکایت دارم",
    "نه شکایت دارم",
    "نه اعتراض دارم می‌خواهم یک کتابدار ببیند",
    "اهل شکایت نیستم ولی دستشویی‌ها خیلی کثیف است",
    "این شکایت نیست؟",
]
FOUND = {
    "actually I found the umbrella in my car, you can forget about it": True,
    "found it, never mind": True,
    "you can cancel that, they turned up": True,
    "my bag has been found": True,
    "پیدا شد مرسی": True,
    "پیداش کردم، تو کیفم بود": True,
    "peydash kardam": True,
    "found my wallet but the phone is missing": False,
    "کیفم پیدا شد ولی گوشیم نه": False,
    "I found the keys at the Saadi branch, they belong to someone else": False,
    "I found it in the catalogue, on the third floor": False,
    "have you found it?": False,
    "if you have found it, call me": False,
    "it hasn't turned up yet": False,
    "I found the staff rude": False,
    "هنوز پیدا نشده": False,
    "اگه پیدا شد خبرم کنید": False,
}


def test_a_denial_is_told_from_a_complaint() -> None:
    assert [words for words in DENIED if not denies_complaint(words)] == []
    assert [words for words in NOT_DENIED if denies_complaint(words)] == []


def test_what_is_found_again_is_told_from_what_is_not() -> None:
    assert {words: says_found(words) for words in FOUND} == FOUND


def test_whether_something_filed_is_open_is_told_from_other_openings() -> None:
    open_ = ["is the charger request still open?", "is my complaint registered?", "هنوز پرونده‌ام باز است؟"]
    other = [
        "is Saadi still open?",
        "are purchase requests open to guests?",
        "my complaint is still open",
        "الان باز هستید؟",
    ]
    assert [words for words in open_ if not asks_whether_open(words)] == []
    assert [words for words in other if asks_whether_open(words)] == []


async def count(services: Services) -> int:
    return int(await scalar(services.store, text("select count(*) from service_case")))


@pytest.mark.parametrize(
    ("language", "told", "words"),
    [
        ("en", "The lamp over my desk flickers all day", "it is not a complaint, just so you know"),
        ("fa", "پرینتر طبقه دوم کاغذ را مچاله می‌کند", "شکایت نیست، فقط خواستم بدانید"),
    ],
)
async def test_what_was_told_stays_what_it_is(
    begin: Begin, services: Services, language: str, told: str, words: str
) -> None:
    talk = await begin(language)
    assert (await talk.says("report_fault", told)).names == ["utter_report_fault_taken"]
    assert (await talk.says("complaint", words)).names == ["utter_case_stays"]
    assert await count(services) == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "it's not a complaint, but please check the lamp on floor 2"),
        ("en", "I don't want to complain, let me check my receipts first"),
        ("fa", "شکایت نیست ولی یکی چراغ طبقهٔ دو را چک کند"),
        ("fa", "شکایت نمی‌کنم، خودم اول چک می‌کنم"),
    ],
)
@pytest.mark.parametrize("declined", [True, False])
async def test_no_objection_is_filed_for_another_thing_or_for_ones_own_look(
    begin: Begin, language: str, words: str, declined: bool
) -> None:
    talk = await begin(language, "20000001")
    await talk.presses("/fines")
    await talk.says(
        "fines",
        {"en": "this fine is wrong, I brought it back on time", "fa": "این جریمه اشتباه است، سر وقت پس دادم"}[language],
    )
    if declined:
        await talk.says("deny", {"en": "no", "fa": "نه"}[language])
    assert "utter_objection_taken" not in (await talk.says("complaint", words)).names


@pytest.mark.parametrize(
    ("language", "contested", "words"),
    [
        (
            "en",
            "this fine is wrong, I brought it back on time",
            "no, not a complaint, I just want somebody to check it",
        ),
        ("fa", "این جریمه اشتباه است، من کتاب را سر وقت پس دادم", "نه شکایت نیست، فقط یکی بررسی کند"),
    ],
)
async def test_a_charge_that_is_to_be_checked_is_an_objection(
    begin: Begin, services: Services, language: str, contested: str, words: str
) -> None:
    talk = await begin(language, "20000001")
    await talk.presses("/fines")
    assert (await talk.says("fines", contested)).names[-1] == "utter_objection_ask"
    assert (await talk.says("complaint", words)).names == ["utter_objection_taken"]
    assert contested in str(await scalar(services.store, text("select description from service_case")))


@pytest.mark.parametrize(
    ("language", "told", "intent", "words"),
    [
        ("en", "I left my black umbrella at Central yesterday", "lost_property", "found it, never mind"),
        ("en", "I left my black umbrella at Central yesterday", "cancel_hold", "you can cancel that, it turned up"),
        ("fa", "چترم را دیروز شعبهٔ سعدی جا گذاشتم", "thanks", "پیدا شد مرسی"),
    ],
)
async def test_what_is_found_again_is_withdrawn_after_a_yes(
    begin: Begin, services: Services, language: str, told: str, intent: str, words: str
) -> None:
    talk = await begin(language)
    assert (await talk.says("lost_property", told)).names == ["utter_lost_property_taken"]
    assert (await talk.says(intent, words)).names == ["utter_case_ask_withdraw"]
    assert (await talk.says("affirm", {"fa": "بله", "en": "yes"}[language])).names == ["utter_case_withdrawn"]
