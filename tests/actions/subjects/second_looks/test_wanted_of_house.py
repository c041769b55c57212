"""What is plainly asked of the house is told by its own fact, in place of a weak answer or beside another."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from actions.subjects.second_looks.wanted_of_house import asks_of_other_libraries, plainly_asked
from crm.knowledge.facts import FactValues, add_fact
from tests.support.store_rows import SARA
from tests.support.talk import Begin

GET, GET_TIME, GET_PRICE = (
    "How do I get a book that you do not own?", "How long does an interlibrary loan take?",
    "What does an interlibrary loan cost?",
)  # fmt: skip
HELP = "What do reference librarians help with?"
THESES = "Where can I see theses?"
PERSIAN = "Are there Persian classes for foreigners?"
STOP = "Can I stop at the door to let somebody out?"
OLD = "Do you accept worn or older books as gifts?"
PHONE = "Can I print from my phone?"
BESIDE = {
    "How do I get an appointment with a reference librarian?", "How large may a group be, and when can it come?",
}  # fmt: skip
VISIT = "How do I arrange a visit for a school or a group?"
RETURN = "Can somebody else return my books?"
WHEELCHAIR = "Can I come in with a wheelchair?"
LICENCE = "My national identity card is missing or not issued yet; can I join?"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("age chizi nadashtin az ketabkhune haye dige mitoonin biarin? cheghad tool mikeshe", [GET, GET_TIME]),
        ("mishe az ye ketabkhoone dige begirin?", [GET]),
        ("از جای دیگه میارین؟ چقدر طول میکشه و پولش چنده", [GET, GET_TIME, GET_PRICE]),
        ("could you order it from another library, and what does it cost?", [GET, GET_PRICE]),
        ("how can I get a book from another library?", [GET]),
        ("az daneshgahe dige mitunin ketab biarin?", [GET]),
        ("i'm writing my thesis on rents, wher do i even start", [HELP]),
        ("برای پایان‌نامه‌م منبع می‌خوام از کجا شروع کنم", [HELP]),
        ("baraye payan name manbae mikham", [HELP]),
        ("do you keep other people's theses?", [THESES]),
        ("payan name haye daneshgah ro darin?", [THESES]),
        ("which books do you have on Persian grammar for foreigners", [PERSIAN]),
        ("برای دوست خارجی‌م که فارسی یاد بگیره چی دارین", [PERSIAN]),
        ("anywhere to park, at least to drop her off?", [STOP]),
        ("can I stop outside the door to let my gran out?", [STOP]),
        ("مادرمو جلوی در پیاده کنم میشه؟", [STOP]),
        ("can I print from my laptop?", [PHONE]),
        ("az gushi mishe perint gereft?", [PHONE]),
        ("I'm a teacher, can I bring my class of 25 to the library, what does it cost and how do I book?", [VISIT]),
        ("میخوام شاگردامو بیارم بازدید", [VISIT]),
        ("با کارت گمشده میتونم پسشون بدم؟", [RETURN]),
        ("can I return them without my card?", [RETURN]),
        ("پدرم هفتاد و هشت سالشه با ویلچر راه میره، کدوم شعبه راحت‌تره آسانسور و رمپ داره یا نه", [WHEELCHAIR]),
        ("my gran has a walking frame, she loves magazines, does any of the branches have a ramp", [WHEELCHAIR]),
        ("I would like to look up an article he wrote in 1998, can one get that through you?", [GET]),
        ("یه مقاله لازم دارم، از طریق شما میشه؟", [GET]),
        ("can I get an article that you don't have?", [GET]),
        ("my father can't climb stairs, which branch is easiest?", [WHEELCHAIR]),
    ],
)
def test_it_is_asked_by_its_words(text: str, asked: list[str]) -> None:
    found = plainly_asked(text)
    assert [one for one in found if one in asked] == asked
    assert not set(found) - set(asked) - BESIDE


@pytest.mark.parametrize(
    "text",
    [
        "do you have The Library Book?",
        "do you have other branches?",
        "can somebody translate my thesis?",
        "who writes the list of references for my thesis?",
        "can I drop off my books at night?",
        "where can I drop the kids' books off after hours?",
        "do you have Persian novels in English?",
        "a Persian textbook for school kids",
        "my old card does not work",
        "I left my phone in the library",
        "how much is a printed page?",
        "کتاب‌های دیگه از این نویسنده دارین؟",
        "can I get a card if I am a member of another library?",
        "can I get a card from another library?",
        "I borrowed it from another library",
        "can I bring a book from another library here?",
        "از یه کتابخونه دیگه امانت گرفتم",
        "عضو یه کتابخونه دیگه‌ام، می‌تونم کارت بگیرم؟",
        "I can't print from my phone: it's broken",
        "از گوشی نمی‌تونم پرینت بگیرم",
        "can I wait outside",
        "can I borrow without my card?",
        "I lost my card",
        "my students need library cards, can they come together?",
        "can I drop some magazines off?",
        "the lift is broken, I am stuck with my wheelchair",
        "is there a wheelchair toilet at Saadi?",
        "can I print an article that I got from the database?",
        "help me get articles for my thesis",
        "do you have a book for the driving licence test?",
        "how long does it take?",
        "I have a student card but no national number",
        "I took the wrong steps on the website, where do I begin again?",
        "what are the next steps? do you write to me?",
        "where is the photocopier, near the stairs?",
        "do you have The Color Purple? (Alice Walker)",
        "do you have 'The Thirty-Nine Steps'?",
        "دارید کتاب پله پله تا ملاقات خدا؟",
        "do you have wheelchair basketball magazines?",
        "I have a wheelchair to give away, does the library take it?",
        "my gran has a wheelchair. where do I return books?",
        "I cannot take the next steps in the app, where is help?",
        "کتابی درباره آسانسور دارید؟",
        "could you give me a lift, do you have a van?",
        "where do I get the password for the article databases?",
        "I read in an article that I can get a card for free, is that so?",
        "برای پیدا کردن مقاله وای‌فای دارید؟",
        "برای دانلود مقاله رمز عبور لازم دارم؟",
        "how do I track down an article in Noormags?",
        "can I get a colour copy of an article? what does it cost?",
        "how long does it take to get there by metro",
    ],
)
def test_a_neighbour_asks_nothing_of_it(text: str) -> None:
    assert plainly_asked(text) == []


def test_old_books_are_asked_of_only_as_gifts() -> None:
    text = "some are quite old, lithographs even"
    assert plainly_asked(text) == [] and plainly_asked(text, spoken_of=["donation"]) == [OLD]
    assert plainly_asked("what are these old books worth?", spoken_of=["donation"]) == []


OTHER_TIMES = (
    "how long can I keep it till I hear?", "how long does it take until my card is ready?",
    "چقدر طول میکشه تا کارت صادر شه؟", "how long until you send me a reply to my complaint?",
    "how long does it take before the bought book is on the shelf?", "how long until the library closes",
    "how long does it take to get there by metro", "how long until my membership is approved?",
)  # fmt: skip
OTHER_CARDS = (
    "passport و student card دارم، کافیه؟", "I don't have my student card with me today, can I bring it tomorrow?",
    "کارت دانشجویی ندارم ولی استادم", "without a student card do I still get the discount?",
    "can I leave my driving licence instead of a deposit for the laptop?",
    "do you lend laptops? I only have a driving licence",
    "I have only my driving licence, will it do to get a new card?",
)  # fmt: skip


def test_a_purchase_takes_long_and_a_member_has_no_student_card_only_while_spoken_of() -> None:
    long, cost = "معمولا چقدر طول میکشه تا approve بشه؟", "Roommate من هنوز student card نگرفته، اون چی؟"
    assert plainly_asked(long, spoken_of=["suggest_purchase"]) == ["When are suggestions looked at?"]
    for other in OTHER_TIMES:
        assert plainly_asked(other, spoken_of=["suggest_purchase"]) == []
    join = ["What do I need to join?", "What does a year's membership cost?"]
    assert plainly_asked(cost, spoken_of=["card_registration"]) == join
    for other in OTHER_CARDS:
        assert plainly_asked(other, spoken_of=["card_registration"]) == []
    for licence in ("will a driving licence do for a card?", "شناسنامه همراهم نیست فقط گواهینامه دارم"):
        assert plainly_asked(licence, spoken_of=["card_registration"]) == [LICENCE] and not plainly_asked(licence)
    assert plainly_asked(long) == plainly_asked(cost) == []


def test_what_a_room_costs_is_asked_while_it_is_spoken_of() -> None:
    cost = "What does a group room cost?"
    assert plainly_asked("pool ham dare?", spoken_of=["room_booking"]) == [cost]
    assert plainly_asked("pool ham dare?", spoken_of=["print_scan"]) == []


def test_other_libraries_are_named_by_what_they_send() -> None:
    assert asks_of_other_libraries("can you get it from another library?")
    assert not asks_of_other_libraries("is your library bigger than other libraries?")


FACTS = (
    FactValues("ill", "کتابی را که ندارید چگونه بگیرم؟", GET, "از کتابخانه‌های دیگر می‌آوریم.",
               "We bring it from another library."),
    FactValues("ill", "امانت بین کتابخانه‌ای چقدر طول می‌کشد؟", GET_TIME, "۷ تا ۱۴ روز.", "7 to 14 days."),
    FactValues("location", "نزدیک کتابخانه می‌شود پیاده شد یا توقف کوتاه کرد؟", STOP, "بله، ده دقیقه.",
               "Yes, for ten minutes."),
    FactValues("location", "پارکینگ دارید؟", "Is there parking?", "فقط کتابخانهٔ مرکزی.", "Only at the Central Library.",
               also="\nsomewhere to park\ncar park\nجای پارک"),
)  # fmt: skip


@pytest.fixture
async def told(services: Services) -> Services:
    """A library that tells of these."""
    for fact in FACTS:
        await add_fact(services.store, fact, by=SARA)
    return services


async def test_no_title_is_told_in_place_of_it(told: Services, begin: Begin) -> None:
    words = "age chizi nadashtin az ketabkhune haye dige mitoonin biarin? cheghad tool mikeshe"
    said = await (await begin("fa")).says("search_book", words, title="tool")
    assert "از کتابخانه‌های دیگر" in said.text and "۷ تا ۱۴" in said.text and "utter_search" not in said.names[0]


async def test_what_was_left_out_is_told_beside(told: Services, begin: Begin) -> None:
    said = await (await begin("en")).says("location", "Is there somewhere to park, at least to drop her off?")
    assert "Central Library" in said.text and "ten minutes" in said.text


async def test_nothing_is_told_where_the_library_tells_nothing(begin: Begin) -> None:
    said = await (await begin("en")).says("nlu_fallback", "where do I begin finding sources for my thesis?")
    assert "utter_fact" not in said.names


ROOMS = (
    FactValues("room_booking", "اتاق گروهی چقدر هزینه دارد؟", "What does a group room cost?", "هیچ؛ رایگان است.",
               "Nothing; it is free."),
    FactValues("room_booking", "غیرعضو می‌تواند اتاق رزرو کند؟", "Can non-members book a room?",
               "نه، دست‌کم یک نفر باید عضو باشد.", "No, one of the group must be a member.",
               also="\nyeki az ma ozv nist\nیکی از ما عضو نیست اشکالی داره"),
    FactValues("room_booking", "چند اتاق دارید؟", "How many group rooms are there?", "شش اتاق.", "Six rooms.",
               also="\notaghe gorouhi darin"),
)  # fmt: skip


async def test_the_price_is_told_beside_who_may_come(services: Services, begin: Begin) -> None:
    for fact in ROOMS:
        await add_fact(services.store, fact, by=SARA)
    talk = await begin("fa")
    await talk.says("room_booking", "otaghe gorouhi darin?")
    said = await talk.says("room_booking", "pool ham dare? o yeki az ma ozv nist moshkeli nadare?")
    assert "رایگان" in said.text and "دست‌کم یک نفر" in said.text


CLASS = "Is there a teacher's card or a loan for a class?"


@pytest.mark.parametrize(
    "text",
    [
        "I'm a teacher and want to borrow 20 books for my class",
        "I teach at a secondary school. Could you lend us 26 copies of one novel?",
        "how many copies could my pupils borrow at once?",
        "برای دانش‌آموزانم ۳۰ نسخه از یک رمان امانت می‌دهید؟",
        "baraye shagerdam 20 ta ketab amanat midid?",
    ],
)
def test_what_is_lent_to_a_class_is_asked_so(text: str) -> None:
    assert CLASS in plainly_asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "how many books may students borrow?",
        "may I bring my class for a visit?",
        "can my pupils get cards?",
        "اصلاً میشه عضویتم رو متوقف کنین؟",
        "the loan has been stopped, why?",
    ],
)
def test_neither_a_visit_nor_a_membership_is(text: str) -> None:
    assert CLASS not in plainly_asked(text) and STOP not in plainly_asked(text)
