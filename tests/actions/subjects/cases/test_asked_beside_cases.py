"""After a case was told: a number to ring, more of it; a second purchase, or a question."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from tests.support.statements import scalar
from tests.support.talk import Begin, Talk


async def filed(services: Services) -> int:
    return int(await scalar(services.store, text("select count(*) from service_case")))


async def told(begin: Begin, language: str = "en") -> Talk:
    talk = await begin(language)
    tale = {"en": "the staff at Saadi were very rude to me", "fa": "کارمند سعدی خیلی بد با من رفتار کرد"}[language]
    assert (await talk.says("complaint", tale)).names == ["utter_complaint_taken"]
    return talk


@pytest.mark.parametrize(
    "words", ["Is there a number I can just ring over there?", "got a phone number for Saadi so I can ask myself"]
)
async def test_a_number_to_ring_is_not_that_of_the_case(begin: Begin, words: str) -> None:
    talk = await told(begin)
    said = await talk.says("staff_contact", words, sure=0.76, moves={"place.phone": 0.99, "case.number": 0.8})
    assert "utter_case_asked_number" not in said.names


async def test_the_number_of_the_case_is_told(begin: Begin) -> None:
    talk = await told(begin)
    said = await talk.says("case_status", "what number has it got", moves={"place.phone": 0.3, "case.number": 0.9})
    assert said.names == ["utter_case_asked_number"]


@pytest.mark.parametrize(
    ("words", "moves", "sides", "names"),
    [
        (
            "It would've been in the kids' corner. Could you tell the people there?",
            {"case.add": 0.96},
            {"way": {"case": 0.99}, "about": {"case": 0.89}},
            ["utter_case_words_added"],
        ),
        (
            "You should put more lamps into the kids' corner.",
            {"case.add": 0.4},
            {"way": {"case": 0.99}, "about": {"none": 0.8}},
            ["utter_suggestion_taken"],
        ),
    ],
)
async def test_what_surely_adds_is_no_suggestion_of_its_own(
    begin: Begin, words: str, moves: dict[str, float], sides: dict[str, dict[str, float]], names: list[str]
) -> None:
    talk = await begin("en")
    lost = await talk.says("lost_property", "I left a yellow mitten at Saadi yesterday")
    assert lost.names == ["utter_lost_property_taken"]
    assert (await talk.says("suggestion", words, moves=moves, sides=sides)).names == names


@pytest.mark.parametrize(
    "words",
    [
        "Am I allowed to suggest three at once? And who decides in the end?",
        "Supposing it is bought, would I be the first to have it? I would not like to miss it.",
        "and when do they look at those wishes, every month?",
        "جلد یک تا پنج رو با هم بگم یا یکی یکی؟ کی تصمیم می‌گیره؟",
        "Will the others hear of it too?",
        "can I get an answer by e-mail as well?",
        "what about the costs?",
        "به من هم خبر می‌دید؟ جوابش کی میاد؟",
        "من هم؟",
    ],
)
async def test_a_question_after_a_purchase_is_no_second_one(services: Services, begin: Begin, words: str) -> None:
    talk = await begin("fa" if "ج" in words else "en")
    await talk.says("suggest_purchase", "please buy “Piranesi” by Susanna Clarke", title="Piranesi")
    before = await filed(services)
    said = await talk.says("suggest_purchase", words)
    assert await filed(services) == before and "utter_suggest_purchase_taken" not in said.names


@pytest.mark.parametrize(
    "words",
    [
        "please also buy “The Fifth Season”",
        "please buy Dune as well, will you?",
        "Is it possible to order Circe as well?",
        "what about Dune?",
        "Dune too?",
        "and dune messiah as well?",
        "how about getting the English edition?",
        "could I also suggest Circe by Madeline Miller?",
        "can we get the sequel as well?",
        "کلیدر رو هم میارین؟",
        "میشه کلیدر رو هم اضافه کنید به مجموعه؟",
        "کلیدر محمود دولت‌آبادی هم؟",
        "سووشون رو هم سفارش می‌دید؟",
    ],
)
async def test_a_second_title_is_a_second_purchase(services: Services, begin: Begin, words: str) -> None:
    talk = await begin("fa" if "ه" in words or "ر" in words else "en")
    await talk.says("suggest_purchase", "please buy “Piranesi” by Susanna Clarke", title="Piranesi")
    before = await filed(services)
    await talk.says("suggest_purchase", words)
    assert await filed(services) == before + 1


@pytest.mark.parametrize(
    ("language", "asked", "words"),
    [
        ("en", "how do I bring my class for a visit?", "24 pupils, ten years old. Tuesday 8 December in the morning"),
        ("fa", "برای بازدید مدرسه چه کنم؟", "بیست‌وچهار نفرن، ده‌ساله، سه‌شنبه صبح بهتره"),
    ],
)
async def test_what_tells_more_of_a_topic_is_offered_to_be_passed_on(
    services: Services, begin: Begin, language: str, asked: str, words: str
) -> None:
    talk = await begin(language)
    await talk.says("visitor_access", asked)
    said = await talk.says("case_add", words)
    assert not any(name.startswith("utter_case_none") for name in said.names)
    assert await filed(services) == 0


@pytest.mark.parametrize("words", ["please add this to my complaint from last week", "I want to add to case K-000099"])
async def test_a_case_that_is_named_and_not_there_is_said_so(begin: Begin, words: str) -> None:
    talk = await begin("en")
    await talk.says("visitor_access", "how do I bring my class for a visit?")
    said = await talk.says("case_add", words)
    assert said.names[0].startswith("utter_case_no")


@pytest.mark.parametrize(
    ("intent", "asked", "words"),
    [
        ("search_book", "do you have Burmese Days?", "and please put on it that I need both volumes"),
        ("search_book", "کتاب کلیدر رو دارید؟", "اضافه کن که هر دو جلدش رو لازم دارم"),
        ("renew", "please renew all my books", "write there also that I am travelling until Sunday"),
        ("hours", "when is Saadi open today?", "write there also that I am travelling until Sunday"),
    ],
)
async def test_what_goes_on_with_a_title_or_a_renewal_is_nothing_to_arrange(
    begin: Begin, intent: str, asked: str, words: str
) -> None:
    talk = await begin("en" if asked.isascii() else "fa", card="20000003")
    await talk.says(intent, asked)
    said = await talk.says("case_add", words)
    assert said.names[0].startswith("utter_case_no")


@pytest.mark.parametrize(
    ("language", "matter", "told", "read", "words", "answer", "is_added"),
    [
        ("en", "report_fault", "The keyboard of computer 4 at Saadi is broken", "events",
         "thank you. Who is repairing and when? I have need on Saturday", "utter_case_asked_when", True),
        ("en", "complaint", "Third week in a row the reading room at Central is freezing", "complaint",
         "no, I want to know who fixes it and when", "utter_case_asked_when", False),
        ("fa", "report_fault", "کولر سالن مطالعهٔ مرکزی خراب است", "nlu_fallback", "کی درستش می‌کنه؟",
         "utter_case_asked_when", False),
        ("fa", "complaint", "دو هفته است سالن مطالعهٔ سعدی سرد است", "case_add",
         "اسمشو نمی‌دونم، سه‌شنبه عصر شیفت بود. می‌خوام ثبت بشه", "utter_case_words_added", True),
    ],
)  # fmt: skip
async def test_who_puts_it_right_is_answered_and_what_is_told_is_kept(
    begin: Begin, language: str, matter: str, told: str, read: str, words: str, answer: str, is_added: bool
) -> None:
    talk = await begin(language)
    await talk.says(matter, told)
    assert (await talk.says(read, words, sure=0.9 if read == "events" else 0.5)).names == [answer]
    added = text("select count(*) from case_event where kind = 'note'")
    assert bool(await scalar(talk.services.store, added)) is is_added
