"""A question right after a case was told is answered, files nothing and joins nothing; what is told of it is added."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from actions.subjects.cases.asked_after_case import _asks_to_add, asks_what_became
from crm.knowledge.facts import FactValues, add_fact
from language.requests.cases.meanwhile import asks_meanwhile
from tests.support.statements import execute, scalar
from tests.support.store_rows import SARA
from tests.support.talk import Begin, Talk

TOLD = {
    "complaint": {"fa": "نگهبان مرکزی دیروز سر من داد زد", "en": "The guard at Central shouted at me in the hall"},
    "lost_property": {"fa": "دیروز شال‌گردن آبیم تو سالن مطالعه جا موند", "en": "I left my scarf in the hall yesterday"},
    "suggestion": {"fa": "پیشنهاد می‌کنم جلوی کتابخونه نیمکت بذارین", "en": "I suggest you put a bench by the door"},
    "suggest_purchase": {"fa": "لطفا کتاب «فراداستان» را بخرید", "en": "please buy “The Overstory” by Richard Powers"},
}  # fmt: skip
FACTS = (
    FactValues("lost_property", "اگر وسیله‌ام پیدا شود چگونه خبردار می‌شوم؟", "How do I hear when my thing is found?",
               "پاسخ در پرونده نوشته می‌شود.", "The answer stands in its case."),
    FactValues("suggest_purchase", "غیرعضو هم می‌تواند خرید کتاب پیشنهاد بدهد؟",
               "Can non-members suggest a purchase, and how many may I suggest?", "از همه پذیرفته است.",
               "Anybody may suggest books."),
)  # fmt: skip


@pytest.fixture
async def told(services: Services) -> Services:
    """A library that tells of cases, too."""
    for fact in FACTS:
        await add_fact(services.store, fact, by=SARA)
    return services


async def tells(begin: Begin, language: str, matter: str) -> Talk:
    talk = await begin(language)
    said = await talk.says(matter, TOLD[matter][language])
    assert said.names[-1].endswith("_taken"), said
    return talk


async def kept(services: Services) -> tuple[int, int]:
    """Count the cases, and what was added to them."""
    words = text("select count(*) from case_event where kind = 'note'")
    cases = await scalar(services.store, text("select count(*) from service_case"))
    return int(cases), int(await scalar(services.store, words) or 0)


@pytest.mark.parametrize(
    ("language", "matter", "read", "words", "answer"),
    [
        ("en", "lost_property", "case_status", "so will somebody ring me if it turns up?", "utter_fact"),
        (
            "en",
            "lost_property",
            "case_add",
            "Yes please, report it. How will I know if it's found?",
            "utter_case_asked_way",
        ),
        ("fa", "lost_property", "case_add", "بله ثبتش کنید. از کجا بفهمم پیدا شده؟", "utter_case_asked_way"),
        ("fa", "lost_property", "case_add", "خودتون خبر می‌دین یا من بپرسم؟", "utter_fact"),
        ("en", "complaint", "case_add", "do I get an answer by phone, or how will I know?", "utter_case_asked_way"),
        ("en", "suggest_purchase", "suggest_purchase", "im not a member, is that a problem", "utter_fact"),
        ("fa", "suggest_purchase", "case_add", "عضو نیستم، اشکالی داره؟", "utter_fact"),
        ("en", "complaint", "case_status", "I'm not registered, does that matter?", "utter_case_asked_name"),
        ("en", "suggestion", "suggestion", "has anybody ever asked for that before?", "utter_fact_unknown"),
        ("fa", "suggestion", "case_status", "قبلاً هم کسی اینو گفته؟", "utter_fact_unknown"),
        ("en", "complaint", "case_add", "what normally happens with these", "utter_case_asked_who"),
        ("fa", "complaint", "complaint", "shoma ba in shekayatha chikar mikonid?", "utter_case_asked_who"),
    ],
)
async def test_what_is_asked_is_answered_and_nothing_is_filed(
    told: Services, begin: Begin, language: str, matter: str, read: str, words: str, answer: str
) -> None:
    talk = await tells(begin, language, matter)
    said = await talk.says(read, words, sure=0.7)
    assert said.names[0] == answer, said
    assert await scalar(told.store, text("select count(*) from service_case")) == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "who was working at the desk then?"), ("fa", "اون ساعت مسئول سالن کی بوده؟"), ("fa", "shift e ki bood?")],
)
async def test_who_was_on_duty_is_for_the_librarians(told: Services, begin: Begin, language: str, words: str) -> None:
    talk = await tells(begin, language, "complaint")
    assert (await talk.says("complaint", words)).names == ["utter_case_staff_name"]


async def test_when_somebody_calls_is_kept_and_a_number_asked_for(told: Services, begin: Begin) -> None:
    talk = await tells(begin, "en", "complaint")
    said = await talk.says("human_help", "if nobody's free now when can they call me. not before 5pm")
    assert said.names == ["utter_case_asked_way"]


@pytest.mark.parametrize(
    ("language", "matter", "read", "words"),
    [
        ("en", "complaint", "case_add", "near the lockers, around ten"),
        ("en", "complaint", "case_withdraw", "and put in that nobody apologised"),
        ("fa", "lost_property", "case_add", "کنار پنجره، طبقهٔ دوم، حدود پنج عصر"),
        ("fa", "complaint", "case_add", "اینم بنویس که دو نفر دیگه هم دیدن"),
    ],
)
async def test_what_is_told_of_it_is_added(
    told: Services, begin: Begin, language: str, matter: str, read: str, words: str
) -> None:
    talk = await tells(begin, language, matter)
    said = await talk.says(read, words, sure=0.6, moves={"case.add": 0.6, "case.withdraw": 0.1})
    assert said.names == ["utter_case_words_added"]


async def test_a_reproach_is_not_said_to_be_unknown(told: Services, begin: Begin) -> None:
    talk = await tells(begin, "en", "complaint")
    said = await talk.says("case_add", "why does nobody ever stop him?", sure=0.7)
    assert "utter_fact_unknown" not in said.names


async def test_what_nobody_has_told_is_not_added_as_a_detail(told: Services, begin: Begin) -> None:
    talk = await tells(begin, "en", "suggestion")
    said = await talk.says("case_add", "is the wall there made of brick?", sure=0.7)
    assert said.names == ["utter_fact_unknown"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "my number is [phone]. which branch is open tonight?"),
        ("fa", "[phone]، راستی فردا بازین؟"),
    ],
)
async def test_a_number_is_kept_and_the_question_beside_it_answered(
    told: Services, begin: Begin, language: str, words: str
) -> None:
    talk = await tells(begin, language, "complaint")
    said = await talk.says("case_add", words, sure=0.6)
    assert said.names[0] == "utter_contact_taken" and said.names[1].startswith("utter_hours")


async def test_a_number_alone_is_only_kept(told: Services, begin: Begin) -> None:
    talk = await tells(begin, "en", "complaint")
    assert (await talk.says("case_add", "my number is [phone]")).names == ["utter_contact_taken"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "No, please don't call me. It was on the third floor"),
        ("fa", "نه نمی‌خوام زنگ بزنین. طبقهٔ سوم بود"),
    ],
)
async def test_who_wants_no_call_may_still_tell_more(told: Services, begin: Begin, language: str, words: str) -> None:
    talk = await tells(begin, language, "complaint")
    said = await talk.says("case_add", words, sure=0.8, moves={"case.angry": 0.8})
    assert said.names == ["utter_case_words_added"] and talk.slots["pending"] is None


async def test_who_wants_no_call_and_says_no_more_is_left_in_peace(told: Services, begin: Begin) -> None:
    talk = await tells(begin, "en", "complaint")
    assert (await talk.says("deny", "no, I'd rather not be phoned")).names == ["utter_contact_skipped"]


@pytest.mark.parametrize(
    ("language", "read", "words"),
    [
        ("en", "wifi", "your wifi has been down for an hour, when will it be fixed?"),
        ("en", "facilities", "the lift at Saadi has been dead since the morning, when will it run again"),
        ("en", "wifi", "the internet is out, how long until it is back?"),
        ("en", "print_scan", "the printer stopped working, when will it work again?"),
        ("fa", "wifi", "وای‌فای شما یه ساعته قطعه، کی درست می‌شه؟"),
        ("fa", "print_scan", "پرینتر سعدی از صبح خرابه"),
    ],
)
async def test_an_outage_is_reported_and_not_explained(
    told: Services, begin: Begin, language: str, read: str, words: str
) -> None:
    assert (await (await begin(language)).says(read, words)).names == ["utter_report_fault_taken"]


@pytest.mark.parametrize(
    ("language", "read", "words"),
    [
        ("en", "wifi", "is there wifi?"),
        ("en", "wifi", "when is the wifi switched off?"),
        ("fa", "wifi", "وای‌فای تا کی هست؟"),
        ("en", "print_scan", "How long does it take to print out on the printer?"),
        ("en", "equipment", "How long can I take out a computer?"),
        ("en", "wifi", "the wifi was out for two hours yesterday, fine now thanks"),
        ("en", "print_scan", "My printer at home is broken, can I print here? When does it work?"),
        ("en", "wifi", "your wifi was down all morning but it's working again now"),
        ("fa", "wifi", "وای‌فای از صبح قطع بود، الان درسته"),
        ("fa", "print_scan", "پرینتر خونه‌م از دیروز خرابه، میشه اونجا پرینت بگیرم"),
    ],
)
async def test_a_question_of_a_service_reports_nothing(
    told: Services, begin: Begin, language: str, read: str, words: str
) -> None:
    assert "utter_report_fault_taken" not in (await (await begin(language)).says(read, words)).names


@pytest.mark.parametrize(
    ("language", "read", "words"),
    [
        ("en", "hold", "Put that book on hold for me"),
        ("en", "hold", "add that to my reservations"),
        ("en", "chitchat", "say that again please"),
        ("fa", "hold", "لطفا اضافه کن کتاب بیگانه رو به رزروهام"),
        ("en", "search_book", "note that I look for Animal Farm"),
        ("en", "account", "How do I find out my card number?"),
        ("fa", "search_book", "نامه یک زن ناشناس رو دارید؟"),
    ],
)
async def test_what_is_ordered_of_something_else_joins_no_case(
    told: Services, begin: Begin, language: str, read: str, words: str
) -> None:
    talk = await tells(begin, language, "complaint")
    said = await talk.says(read, words)
    assert "utter_case_words_added" not in said.names and await kept(told) == (1, 0), said


async def test_nothing_is_noted_in_a_case_that_is_settled(told: Services, begin: Begin) -> None:
    talk = await tells(begin, "en", "complaint")
    await execute(told.store, text("update service_case set status = 'answered'"))
    said = await talk.says("thanks", "and put in that nobody apologised")
    assert "utter_case_words_added" not in said.names and (await kept(told))[1] == 0


async def test_an_order_right_after_a_complaint_is_carried_on_and_not_registered(begin: Begin) -> None:
    talk = await begin("en", card="20000001")
    assert (await talk.says("complaint", "the reading room was freezing yesterday")).names == ["utter_complaint_taken"]
    said = await talk.says("hold", "Put that book on hold for me")
    assert not {"utter_case_is_there", "utter_case_words_added"} & set(said.names), said
    assert (await talk.says("complaint", "put that down as a complaint please")).names[0] == "utter_case_is_there"


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("what became of it?", True),
        ("any news on that?", True),
        ("چی شد؟", True),
        ("what happened to my book", False),
        ("what is happening on Saturday", False),
    ],
)
def test_what_became_of_it_is_asked(words: str, asked: bool) -> None:
    assert asks_what_became(words) is asked


@pytest.mark.parametrize(
    ("words", "added"),
    [
        ("and can you add that my neighbour saw me do it", True),
        ("اینم بهش اضافه کن که همسایه‌م دید", True),
        ("can you add that book to my list", False),
        ("can you add me to the queue", False),
        ("Could you add that event to my calendar", False),
        ("can you put that novel on hold", False),
        ("can you write that number down for me", False),
        ("اینم اضافه کن به رزروهام لطفا", False),
    ],
)
def test_more_is_asked_to_be_added(words: str, added: bool) -> None:
    assert _asks_to_add(words) is added


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("can I still borrow books until this is settled?", True),
        ("تا وقتی رسیدگی بشه می‌تونم کتاب بگیرم", True),
        ("Can I renew it until this Friday?", False),
        ("can I borrow a laptop while I wait?", False),
        ("فعلا نمی‌خوام کتاب بگیرم", False),
    ],
)
def test_what_one_may_do_meanwhile_is_asked(words: str, asked: bool) -> None:
    assert asks_meanwhile(words) is asked
