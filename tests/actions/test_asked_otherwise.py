"""What words ask for, read without a conversation: sums, distances, closed days, periodicals, editions, events."""

from __future__ import annotations

from datetime import date

import pytest

from actions.facts.days import AskedDays, days_joined
from actions.facts.totals import counts_in, counts_said
from actions.subjects.cases import told_trouble
from actions.subjects.catalogue.periodicals import asks_for_periodical
from actions.subjects.catalogue.title_thread import as_audio, asks_for_others_of_theirs, will_do
from actions.subjects.events.events_asked import asks_for_next
from actions.subjects.library_info.closed_days import asks_when_closed
from actions.subjects.library_info.distances import asks_for_nearest, asks_how_far
from actions.subjects.reading.wish_readers import names_another_reader
from actions.subjects.talk.work_asked import asks_to_have_done
from actions.subjects.titles.said_details import is_detail
from language.requests.library_info.events_held import asks_for_event, asks_whether_shown
from tests.support.talk import Begin

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("۴۰ صفحه سیاه‌سفید و ۵ تا رنگی، روی هم چند درمیاد؟", {"plain": 40, "colour": 5}),
        ("می‌خوام print بگیرم، ۶۰ صفحه سیاه و ۱۰ صفحه color", {"plain": 60, "colour": 10}),
        ("25 pages b&w plus 4 colour, total?", {"plain": 25, "colour": 4}),
        ("100 pages in black and white and 12 in colour", {"plain": 100, "colour": 12}),
        ("30 safhe kolan chand mishe?", {"all": 30}),
        ("is there a colour printer?", {}),
    ],
)
def test_pages_are_counted_by_their_kind(text: str, counts: dict[str, int]) -> None:
    assert counts_in(text) == counts


def test_the_rest_is_what_is_left_of_all() -> None:
    said = ["پس کلش چقدر درمیاد؟", "فقط ۸ تا page رنگیه بقیه سیاه سفید", "حدود ۱۲۰ صفحه، دورو"]
    assert counts_said(said)["plain"] == 112
    assert "plain" not in counts_said(["8 in colour", "120 pages"])


@pytest.mark.parametrize(
    "text",
    [
        "از میدون انقلاب تا سعدی چقدر راهه؟",
        "از فرودگاه تا کتابخانهٔ مرکزی چند دقیقه راه است؟",
        "از مترو فردوس تا باغ فردوس پیاده چقد راس",
        "با taxi از railway station تا مرکزی چقدر طول می‌کشه؟",
        "how far from the airport to central",
        "By bus how many minutes from the university to Saadi branch?",
        "lovely, and how long a drive would it be from Shiraz?",
        "is it a long way from the station to Central?",
        "how long does it take to get to Central from home?",
        "از خونه چقدر طول می‌کشه برسم سعدی؟",
        "سعدی تا مترو چقدر دوره؟",
        "How many kilometres is it between Central and Saadi?",
        "how long does it take from my home?",
        "از خونه تا کتابخونه چقدر طول میکشه",
    ],
)
def test_how_far_it_is(text: str) -> None:
    assert asks_how_far(text) and not asks_for_nearest(text)


@pytest.mark.parametrize(
    "text",
    [
        "man shariatiam, kodum shobe behem nazdiktare?",
        "من تجریشم، کدوم شعبه نزدیک‌تره؟",
        "I'm staying at the Grand Hotel. Which of your libraries is closest?",
        "which branch is nearest to the university?",
        "which one is closest to me?",
        "which of the 3 is closest to tajrish",
        "نزدیک‌ترین شعبه کدومه؟",
    ],
)
def test_which_branch_is_nearest(text: str) -> None:
    assert asks_for_nearest(text)


@pytest.mark.parametrize(
    "text",
    ["کدوم نزدیک‌تره؟", "کدومشون نزدیک‌تره", "which one is nearest?", "which one is closest to the station"],
)
def test_which_is_nearest_is_heard_where_a_place_is_spoken_of(text: str) -> None:
    assert asks_for_nearest(text, of_place=True) and not asks_for_nearest(text)


def test_what_is_near_otherwise_is_no_branch_even_then() -> None:
    assert not asks_for_nearest("which is closest in style to Camus?", of_place=True)
    assert not asks_for_nearest("کدوم فیلم به این نزدیک‌تره؟", of_place=True)
    assert not asks_for_nearest("کدوم مترو نزدیکه؟", of_place=True)


@pytest.mark.parametrize(
    "text",
    [
        "nearest metro to central",
        "how long does a book take from Central to Saadi?",
        "how long can I stay at Central?",
        "چند روز طول می‌کشه کتاب از مرکزی بیاد سعدی؟",
        "کدوم مترو نزدیکه؟",
        "how far back does the newspaper archive go?",
        "I came a long way and you were closed! I want to complain",
        "Do you have Long Walk to Freedom?",
        "A Long Way Gone",
        "چقدر راهنمایی خوبی بود ممنون",
        "این کارگاه چقدر دوره داره",
        "How long can I use the databases from home?",
        "How long does it take to renew a card from home?",
        "از خونه چند ساعت می‌تونم از پایگاه‌ها استفاده کنم؟",
        "which of these is closest in style to Camus?",
        "کدوم فیلم به این نزدیک‌تره؟",
    ],
)
def test_what_only_sounds_like_a_distance(text: str) -> None:
    assert not asks_for_nearest(text)
    if "archive" not in text:
        assert not asks_how_far(text)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("تو ماه آیند چه روزای تعطیلین", 30),
        ("روزهای تعطیل ماه بعد را بفرمایید", 30),
        ("On what dates will you be shut over the coming four weeks?", 30),
        ("Which days are you closed, just list them", 30),
        ("tatilate rasmi baz hastid?", 90),
        ("در تعطیلات رسمی باز هستید؟", 90),
        ("Are you open on bank holidays?", 90),
        ("and public holidays?", 90),
        ("which holidays are you closed?", 30),
        ("are you shut on any public holidays?", 30),
        ("any holidays coming up?", 30),
        ("چه تعطیلی‌هایی دارین؟", 30),
        ("che tatilati darin?", 30),
    ],
)
def test_on_which_days_it_is_closed(text: str, days: int) -> None:
    span = asks_when_closed(text, TODAY, AskedDays())
    assert span is not None and (span[1] - span[0]).days == days


@pytest.mark.parametrize(
    "text", ["which days are you open?", "is it closed on Friday?", "جمعه تعطیله؟", "what time do you close?"]
)
def test_hours_are_no_closed_days(text: str) -> None:
    assert asks_when_closed(text, TODAY, AskedDays()) is None


def test_two_days_that_are_joined() -> None:
    saturday = date(2026, 11, 28)
    assert days_joined("Central is open how on Friday and Saturday?", TODAY) == [saturday]
    assert days_joined("جمعه و شنبه تا چند بازین؟", TODAY) == [saturday]
    assert days_joined("open on Friday?", TODAY) == []


@pytest.mark.parametrize(
    "text",
    [
        "مجله دانستنیها رو دارین؟",
        "آیا دورهٔ مجلهٔ «کلک» در کتابخانه نگهداری می‌شود؟",
        "rooznamehaye ghadimi masalan keyhan e sale 57 ro darid?",
        "شماره‌های قدیمی «بخارا» نیز موجود است؟",
        "new scientist magazine?",
        "Do you keep back numbers of Time magazine from the nineties?",
        "Have you the newspaper Le Monde for reading?",
        "do you hav natoinal geographic magazin, the enlgish one",
        "old isues too?",
        "the latest issue of Wired",
        "روزنامه‌های قدیمی دارید؟",
        "شماره جدید مجله فیلم رسیده؟",
        "شماره جدید دانستنیها رو دارید؟",
        "and the economist? latest number i mean",
    ],
)
def test_periodicals_are_looked_for(text: str) -> None:
    assert asks_for_periodical(text)


@pytest.mark.parametrize(
    "text",
    [
        "do you take magazines as gifts",
        "a novel about a newspaper",
        "do you have the latest books",
        "A Brief History of Time, is it in?",
        "کتاب «کلیدر» رو دارین؟",
        "an article from a journal, can you get it?",
        "I have a new number",
        "شماره جدیدم رو ثبت کنید",
        "شماره جدید من رو دارید؟",
        "شماره جدید کتابخونه رو دارید؟",
        "there's a new issue with the heating",
        "منابع روزنامه‌نگاری دارید؟",
        "the bullet journal method",
        "weekly planner",
    ],
)
def test_books_and_gifts_are_no_periodicals(text: str) -> None:
    assert not asks_for_periodical(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("if not persian is ok", "fa"),
        ("if it's out, Persian would be fine", "fa"),
        ("English will do", "en"),
        ("اگه نبود فارسیش هم ok ه", "fa"),
        ("هر ترجمه‌ای بود خوبه", "fa"),
        ("if not, tomorrow is fine", None),
        ("Persian cooking is fine, I like it", None),
    ],
)
def test_another_edition_will_do(text: str, language: str | None) -> None:
    copy = will_do(text)
    assert (copy.language if copy else None) == language


@pytest.mark.parametrize(
    ("text", "is_audio"),
    [
        ("صوتیشم هست؟", True),
        ("صوتی‌شم دارین؟ مامانم چشماش ضعیفه", True),
        ("نسخهٔ audio book یا e-book ازش دارین؟", True),
        ("is there an audio version of it?", True),
        ("audiobooks in English?", False),
        ("کتاب صوتی چی دارین؟", False),
    ],
)
def test_what_is_spoken_of_as_audio(text: str, is_audio: bool) -> None:
    assert as_audio(text) is is_audio


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("از همین کارگردان فیلم دیگری هم دارید؟", True),
        ("az hamin kargardan chi darid?", True),
        ("other films of the same director, what there is?", True),
        ("anything else by the same author?", True),
        ("who is the director?", False),
        ("کارگردانش کیه؟", False),
    ],
)
def test_others_by_the_same_hand(text: str, others: bool) -> None:
    assert asks_for_others_of_theirs(text) is others


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("Academic می‌خوام نه General", True),
        ("سطح متوسط باشه نه پیشرفته", True),
        ("با سی دی باشه لطفن", True),
        ("with teh cd plese, ibt not the paper one", True),
        ("like club level, so not the beginner ones", True),
        ("The General in His Labyrinth", False),
        ("Advanced Mathematics by Smith", False),
        ("سووشون", False),
    ],
)
def test_a_detail_names_no_title(text: str, detail: bool) -> None:
    assert is_detail(text) is detail


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("can u just write my esay on it lol, 2 pages", True),
        ("could you also do my homework on it haha", True),
        ("میشه مقاله‌مو برام بنویسید؟", True),
        ("who wrote this essay?", False),
        ("can I write my essay here?", False),
        ("do you have books on essay writing?", False),
    ],
)
def test_work_that_somebody_wants_done(text: str, asked: bool) -> None:
    assert asks_to_have_done(text) is asked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Do you show films? not lend, I mean like actual screenings", True),
        ("You make cinema evenings in the library?", True),
        ("to ketabkhune film ham pakhsh mikonid?", True),
        ("تو کتابخونه فیلم نمایش می‌دین؟", True),
        ("what films do you have?", False),
        ("do you have films by Kiarostami?", False),
        ("فیلم سووشون رو دارین؟", False),
        ("Do you have some movies?", False),
        ("Does the library have films?", False),
        ("فیلم‌ها رو نشونم بده", False),
        ("does the library have film nights?", True),
        ("فیلم هم نشون می‌دین؟", True),
    ],
)
def test_films_that_are_shown(text: str, shown: bool) -> None:
    assert asks_whether_shown(text) is shown


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("oh nice idea would be a tournament. ever do those?", True),
        ("آیا در کتابخانه مسابقهٔ شطرنج هم برگزار می‌شود؟", True),
        ("quiz nights or competitions, any?", True),
        ("do you have workshops for adults?", True),
        ("you should hold a chess tournament", False),
        ("کاش مسابقه هم برگزار می‌کردید", False),
        ("a book about a chess tournament", False),
    ],
)
def test_whether_something_is_held(text: str, asks: bool) -> None:
    assert asks_for_event(text) is asks


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("When's the one after that?", True),
        ("بعدیش کیه اگه نرسم؟", True),
        ("اگه پر شده بود، next one کی هست؟", True),
        ("next, when is Saadi open?", False),
        ("who is next in the queue?", False),
        ("Sign me up for the next session", False),
        ("برای جلسه بعدی ثبت‌نامم کن، کی هست", False),
    ],
)
def test_when_the_next_one_is(text: str, asks: bool) -> None:
    assert asks_for_next(text) is asks


@pytest.mark.parametrize(
    ("text", "another"),
    [
        ("and something for my grandmother?", True),
        ("برای خواهرم یه رمان", True),
        ("baraye khaharam chi darid?", True),
        ("something for my sister", True),
        ("and for my son?", False),
        ("one for my little sister", False),
        ("for my sister's kids", False),
        ("برای پسرم چی دارین؟", False),
        ("برای نوه‌م یه کتاب", False),
        ("برای خواهرزاده‌م", False),
        ("برای اینم یه جلد دوم هست؟", False),
        ("something funnier", False),
    ],
)
def test_who_is_another_reader(text: str, another: bool) -> None:
    assert names_another_reader(text) is another


@pytest.mark.parametrize(
    ("read", "words", "far"),
    [
        ("location", "how far is Central from the airport?", True),
        ("search_book", "How far is it to the Moon", False),
        ("complaint", "how far do I have to walk, is it a long way? you were closed", False),
        ("complaint", "I came a long way and you were closed! I want to complain", False),
        ("search_book", "Do you have Long Walk to Freedom?", False),
    ],
)
async def test_a_distance_is_told_only_where_a_way_is_asked_for(
    begin: Begin, read: str, words: str, *, far: bool
) -> None:
    said = await (await begin("en")).says(read, words)
    assert bool({"utter_place_distance", "utter_place_nearest"} & set(said.names)) is far, said


@pytest.mark.parametrize(
    ("words", "is_none"),
    [
        ("the wifi works fine upstairs but the printer has been down since morning", False),
        ("wifi is ok now but the lift has been broken all day", False),
        ("اسکنر الان کار می‌کنه ولی پرینتر از صبح خرابه", False),
        ("it works now and then, mostly the wifi is down since monday", False),
        ("The site has been down since morning on my phone and my laptop at home", False),
        ("پرینتر خانه جوان از صبح خرابه", False),
        ("the wifi was out for two hours yesterday, fine now thanks", True),
        ("My printer at home is broken, can I print here? When does it work?", True),
        ("پرینتر خونه‌م خرابه", True),
        ("the site was down this morning but it is back now", True),
        ("وای‌فای قطع بود، الان درست شده", True),
    ],
)
def test_only_what_all_of_it_works_again_or_fails_at_home_is_no_fault(words: str, is_none: bool) -> None:
    assert told_trouble._is_no_fault(words) is is_none
