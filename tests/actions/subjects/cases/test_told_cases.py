"""What is said while a case is being told: more of it, questions about it, messages to pass on, one case a matter."""

# ruff: noqa: E501

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from tests.support.statements import scalar
from tests.support.talk import Begin


async def case_count(services: Services) -> int:
    return int(await scalar(services.store, text("select count(*) from service_case")))


@pytest.mark.parametrize(
    ("language", "matter", "told", "more"),
    [
        ("en", "lost_property", "My son forgot his blue rucksack in the library on Monday",
         ["At Central, ground floor, close to the lockers.", "it has a dinosaur on it"]),
        ("fa", "lost_property", "دخترم پالتوی سبزش رو تو سالن کودک جا گذاشته",
         ["پریروز بعدازظهر بود، شعبهٔ سعدی بالا", "سایز کوچیکه با دکمه‌های چوبی"]),
        ("en", "complaint", "The reading room was locked at ten although it says nine",
         ["Stop telling me about opening times, I read them, they weren't kept!", "the staff were two young men"]),
        ("fa", "complaint", "مسئول میز امانت با پدرم خیلی بد حرف زد", ["بگو بهش که پیرمرد گریه کرد", "همین شنبه صبح بود"]),
    ],
)  # fmt: skip
async def test_more_of_a_matter_makes_no_second_case(
    begin: Begin, services: Services, language: str, matter: str, told: str, more: list[str]
) -> None:
    talk = await begin(language)
    assert (await talk.says(matter, told)).names == [f"utter_{matter}_taken"]
    for words in more:
        said = await talk.says(matter, words)
        assert said.names[0] in {"utter_case_words_added", "utter_case_joined"}, said
        assert "K-000001" in said.text
    assert await case_count(services) == 1


@pytest.mark.parametrize(
    ("language", "words", "answer"),
    [
        ("en", "must I give my name for that?", "utter_case_asked_name"),
        ("fa", "اسمم رو هم باید بنویسم؟", "utter_case_asked_name"),
        ("en", "and when will I get an answer", "utter_case_asked_when"),
        ("fa", "چند روزه جواب میدین", "utter_case_asked_when"),
        ("en", "who is going to read this?", "utter_case_asked_who"),
        ("fa", "این رو کی میخونه؟", "utter_case_asked_who"),
        ("en", "how do I find out what came of it?", "utter_case_asked_way"),
        ("fa", "از کجا بفهمم نتیجه چی شد", "utter_case_asked_way"),
        ("en", "yes, file it please", "utter_case_is_there"),
        ("fa", "بله همین رو ثبت کنید لطفا", "utter_case_is_there"),
    ],
)
async def test_a_question_about_the_case_is_answered(
    begin: Begin, services: Services, language: str, words: str, answer: str
) -> None:
    talk = await begin(language)
    told = {"en": "The guard at the door shouted at my mother", "fa": "نگهبان دم در سر مادرم داد زد"}[language]
    await talk.says("complaint", told)
    said = await talk.says("out_of_scope", words, sure=0.6)
    assert said.names[0] == answer and "K-000001" in said.text
    assert await case_count(services) == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Please tell the manager that the ramp is icy in the mornings"),
        ("en", "pass on my regards to the lady at the children's desk"),
        ("en", "Ask them to ring me tomorrow, my number is [phone]"),
        ("fa", "به مسئول سالن بگید چراغ آخر چشمک می‌زنه"),
        ("fa", "پیام بذار که هفتهٔ بعد برای امضا میام"),
        ("fa", "پیغامم رو برسونید که کلیدم پیدا شد"),
    ],
)
async def test_a_message_is_passed_on_with_its_words(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    talk = await begin(language)
    said = await talk.says("out_of_scope", words, sure=0.7)
    assert said.names == ["utter_librarian_taken"] and "K-000001" in said.text
    kept = await scalar(services.store, text("select description from service_case"))
    assert words in kept
    assert ({"contact_for_case": "K-000001"} in said.custom) == ("[phone]" in words)


async def test_what_is_passed_on_within_a_case_goes_into_it(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    await talk.says("complaint", "The guard at the door shouted at my mother")
    said = await talk.says(
        "visitor_access", "Then pass it to whoever is responsible. Will I get a real answer?", sure=0.8
    )
    assert said.names == ["utter_case_words_added", "utter_case_asked_way"]
    assert await case_count(services) == 1


async def test_a_message_without_words_is_asked_for(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    said = await talk.says("human_help", "can I leave a message?", sure=0.9)
    assert said.names == ["utter_handoff_ask_word"] and await case_count(services) == 0
    said = await talk.says("out_of_scope", "I found a ring in your car park", sure=0.7)
    assert said.names == ["utter_librarian_taken"] and await case_count(services) == 1


@pytest.mark.parametrize(
    ("language", "question", "title"),
    [
        ("en", "How could I propose that the library buys my own novel?", "It is called “Salt and Snow”"),
        ("fa", "چطور می‌تونم خرید یه کتاب رو به شما پیشنهاد بدم؟", "کتاب «نمک و برف» از خودم"),
    ],
)
async def test_a_purchase_begins_with_its_title(
    begin: Begin, services: Services, language: str, question: str, title: str
) -> None:
    talk = await begin(language)
    asked = await talk.says("suggest_purchase", question)
    assert asked.names == ["utter_ask_suggest_purchase"] and await case_count(services) == 0
    taken = await talk.says("out_of_scope", title, sure=0.6)
    assert taken.names == ["utter_suggest_purchase_taken"]
    assert title in await scalar(services.store, text("select description from service_case"))


async def test_the_title_told_is_not_looked_for(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    await talk.says("suggest_purchase", "how do I propose a purchase?")
    said = await talk.says("search_book", "it is called Salt and Snow, by me", title="Salt and Snow")
    assert said.names == ["utter_suggest_purchase_taken"] and await case_count(services) == 1


async def test_the_title_looked_for_goes_into_the_purchase(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    none = await talk.says("search_book", "do you have “Salt and Snow”?", title="Salt and Snow")
    assert none.names[0].startswith("utter_search")
    taken = await talk.says("suggestion", "Very well, register that suggestion.", sure=0.8)
    assert taken.names == ["utter_suggest_purchase_taken"]
    assert "Salt and Snow" in await scalar(services.store, text("select description from service_case"))


async def test_a_question_is_no_idea(begin: Begin, services: Services) -> None:
    talk = await begin("fa")
    said = await talk.says(
        "suggestion",
        "اگه شب بندازمش تو صندوق همون روز حساب میشه؟",
        sure=0.8,
        ranking=[("suggestion", 0.8), ("return", 0.1)],
    )
    assert "utter_suggestion_taken" not in said.names and await case_count(services) == 0


async def test_a_plain_yes_to_the_question_for_a_contact_is_told_the_number(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("complaint", "The guard at the door shouted at my mother")
    said = await talk.says("affirm", "yes please")
    assert said.names[0] == "utter_case_is_there" and "utter_go_ahead" not in said.names


@pytest.mark.parametrize(
    "message",
    [
        "Would you raise this with your manager? Mail me: [email]",
        "please put that to whoever is in charge, [email]",
        "اینو با مدیرتون مطرح کنید، [email]",
    ],
)
async def test_what_is_put_to_whoever_decides_is_filed_with_what_was_said_before(
    begin: Begin, services: Services, message: str
) -> None:
    talk = await begin("en")
    await talk.says("out_of_scope", "The old maps of our valley belong in a glass case", sure=0.7)
    said = await talk.says("staff_contact", message, sure=0.88)
    assert said.names == ["utter_librarian_taken"] and {"contact_for_case": "K-000001"} in said.custom
    kept = await scalar(services.store, text("select description from service_case"))
    assert "old maps of our valley" in kept and message in kept


async def test_with_nothing_said_before_the_words_are_asked_for_and_the_contact_is_kept(
    begin: Begin, services: Services
) -> None:
    talk = await begin("en")
    said = await talk.says("staff_contact", "could you put that to whoever decides? [email]", sure=0.9)
    assert said.names == ["utter_handoff_ask_word"] and await case_count(services) == 0
    said = await talk.says("out_of_scope", "The ramp at the back door is too steep", sure=0.7)
    assert said.names == ["utter_librarian_taken"] and said.custom[0]["contact_for_case"] == "K-000001"


@pytest.mark.parametrize(
    ("language", "words", "answer"),
    [
        ("fa", "به شکایتم اضافه کن که دو بار این کار رو کرد", "utter_case_words_added"),
        ("en", "add to my complaint that she is eighty", "utter_case_words_added"),
        ("en", "withdraw my complaint", "utter_case_ask_withdraw"),
        ("fa", "شکایتم رو پس می‌گیرم", "utter_case_ask_withdraw"),
        ("fa", "شکایتم چی شد؟", "utter_case_state"),
    ],
)
async def test_what_is_done_with_the_complaint_just_told_is_done_however_it_was_read(
    begin: Begin, language: str, words: str, answer: str
) -> None:
    for intent in ("case_status", "nlu_fallback", "hours"):
        talk = await begin(language)
        await talk.says("complaint", "the clerk at the desk shouted at my grandmother and hung up on her")
        assert answer in (await talk.says(intent, words)).names


@pytest.mark.parametrize(
    ("language", "purchase", "other", "order"),
    [
        (
            "fa", "کتاب «باغ‌های معلق» را برای کتابخانه بخرید", "کتاب دیگری هم مد نظرم است: «راه‌های شمالی»",
            "اگر ممکن است درخواست خرید آن را ثبت نمایید",
        ),
        (
            "en", "Please buy “The Hanging Gardens” for the library", "There is another book I have in mind: “Northern Ways”",
            "please register a request for that one",
        ),
    ],
)  # fmt: skip
async def test_the_number_of_one_request_is_not_told_for_another(
    begin: Begin, language: str, purchase: str, other: str, order: str
) -> None:
    talk = await begin(language)
    assert (await talk.says("suggest_purchase", purchase)).names == ["utter_suggest_purchase_taken"]
    await talk.says("search_book", other)
    await talk.says("hours", "ساعت کاری؟" if language == "fa" else "when are you open?")
    said = await talk.says("suggest_purchase", order)
    assert "utter_case_is_there" not in said.names and "K-000001" not in said.text


@pytest.mark.parametrize(
    ("language", "begins", "beside", "words", "read"),
    [
        (
            "fa",
            "می‌خوام یه پیشنهاد بدم",
            "کتابخونه چند روز در هفته بازه؟",
            "صندلی‌های سالن مطالعه رو عوض کنید",
            "room_booking",
        ),
        ("fa", "می‌خوام یه پیشنهاد بدم", "کتابخونه چند روز در هفته بازه؟", "جمعه‌ها هم باز باشید", "hours"),
        (
            "en",
            "I have a suggestion",
            "how many days a week are you open?",
            "put new chairs into the reading room",
            "room_booking",
        ),
        (
            "en",
            "I have a suggestion",
            "how many days a week are you open?",
            "faster wifi on the second floor please",
            "wifi",
        ),
    ],
)
async def test_what_is_told_after_a_question_beside_it_is_still_what_was_waited_for(
    begin: Begin, services: Services, language: str, begins: str, beside: str, words: str, read: str
) -> None:
    talk = await begin(language)
    await talk.says("suggestion", begins, sure=0.95)
    assert await case_count(services) == 0
    await talk.says("hours", beside, sure=0.95)
    assert await case_count(services) == 0, "a question is no suggestion"
    assert (await talk.says(read, words, sure=0.98)).names == ["utter_suggestion_taken"]
    assert await case_count(services) == 1
