"""What is asked of another title, author, kind or matter than the one just spoken of is answered of that."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from crm.knowledge.facts import FactValues, add_fact
from tests.support.store_rows import SARA
from tests.support.talk import Begin

ORWELL = "books by George Orwell"


@pytest.mark.parametrize(
    ("words", "move"),
    [
        ("oh now I remember, The Great Gatsby! is it in?", "title.available"),
        ("actually The Great Gatsby is what I want, who wrote it", "title.author"),
        ("wait, it was The Great Gatsby I think, have you got that", "title.where"),
    ],
)
async def test_a_title_that_is_named_is_none_of_the_list_before(begin: Begin, words: str, move: str) -> None:
    talk = await begin("en")
    await talk.says("search_book", ORWELL, author="George Orwell")
    said = await talk.says("search_book", words, moves={move: 0.97})
    assert "utter_which_one" not in said.names
    assert "Great Gatsby" in said.text


@pytest.mark.parametrize(
    "words", ["and other authors, Parvaneh Sarvi for instance", "anything else, by Parvaneh Sarvi maybe?"]
)
async def test_another_author_is_no_rest_of_the_first_ones_list(begin: Begin, words: str) -> None:
    talk = await begin("en")
    await talk.says("search_book", ORWELL, author="George Orwell")
    said = await talk.says("search_book", words, moves={"title.more": 0.97})
    assert "Orwell" not in said.text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "and how many books can I have at the same time?"),
        ("en", "how many can a member take out?"),
        ("en", "how long do you lend films for?"),
        ("fa", "چندتا کتاب می‌شه با هم امانت گرفت؟"),
        ("fa", "کلا چندتا کتاب میدین به یه نفر؟"),
    ],
)
async def test_the_terms_of_lending_are_asked_of_no_title(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language)
    await talk.says("search_book", "Animal Farm", title="Animal Farm")
    said = await talk.says("loan_policy", words, moves={"title.copies": 0.97})
    assert said.names == ["utter_terms"]


@pytest.mark.parametrize(
    ("language", "words"), [("en", "how many copies of it have you got?"), ("fa", "چندتا از این دارید؟")]
)
async def test_how_many_copies_there_are_is_still_told(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language)
    await talk.says("search_book", "Animal Farm", title="Animal Farm")
    said = await talk.says("loan_policy", words, moves={"title.copies": 0.97})
    assert said.names == ["utter_title_copies"]


@pytest.mark.parametrize(
    "words",
    [
        "and the film with Gregory Peck on dvd",
        "is there a film of it? The old one with Colin Firth",
        "is there a dvd of it?",
    ],
)
async def test_a_film_of_it_is_a_film_of_the_title_spoken_of(begin: Begin, words: str) -> None:
    talk = await begin("en")
    await talk.says("search_book", "do you have The Great Gatsby", title="The Great Gatsby")
    assert (await talk.says("search_book", words)).names == ["utter_edition_no_kind"]


async def test_large_print_is_asked_for_whatever_is_told_of_the_eyes(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("search_book", "do you have large print books, I am nearly blind and can't see a thing")
    assert "utter_search_one" not in said.names


@pytest.mark.parametrize("words", ["any chess books?", "my dad would like some chess books"])
async def test_ordinary_words_before_books_are_a_subject_and_no_misspelt_name(begin: Begin, words: str) -> None:
    talk = await begin("en")
    said = await talk.says("search_book", words)
    assert said.names == ["utter_reading_none"], said


FACTS = (
    FactValues(
        "lost_property", "کس دیگری می‌تواند وسیلهٔ جامانده‌ام را بگیرد؟",
        "Can somebody else collect my lost thing, or can you post it?", "با یادداشت شما.", "With a note from you.",
    ),
    FactValues(
        "lost_property", "چیزهای پیداشده تا کی نگه داشته می‌شود؟", "How long are found things kept?",
        "۳۰ روز.", "For 30 days.",
    ),
)  # fmt: skip


KEPT = (
    FactValues(
        "hold", "رزرو را تا کی نگه می‌دارید؟", "How long do you keep a hold?", "هفت روز.", "For a week.",
    ),
    FactValues(
        "loan_policy", "کتاب را تا کی نگه دارم؟", "How long can I keep a book?", "سه هفته.", "For three weeks.",
    ),
)  # fmt: skip


@pytest.fixture
async def _told(services: Services) -> None:
    for fact in FACTS:
        await add_fact(services.store, fact, by=SARA)


@pytest.mark.usefixtures("_told")
@pytest.mark.parametrize(
    ("language", "read", "words", "answer"),
    [
        ("en", "lost_property", "if its there can my son pick it up for me, i cant drive", "With a note from you."),
        ("en", "hold", "can my sister collect it for me?", "With a note from you."),
        ("fa", "case_status", "اگه پیدا شد دوستم می‌تونه بیاد بگیره؟", "با یادداشت شما."),
        ("fa", "lost_property", "حالا اگه پیدا شده باشه تا کی نگهش می‌دارن", "۳۰ روز."),
        ("en", "case_add", "and how long would they keep it for me", "For 30 days."),
        ("en", "case_add", "could someone come and get it for me", "With a note from you."),
        ("en", "case_add", "could my niece grab it", "With a note from you."),
    ],
)
async def test_what_is_asked_of_a_lost_thing_is_no_detail_of_it(
    begin: Begin, language: str, read: str, words: str, answer: str
) -> None:
    talk = await begin(language)
    lost = {"en": "I left my green scarf in the reading room", "fa": "شال سبزم را در سالن مطالعه جا گذاشتم"}
    await talk.says("lost_property", lost[language])
    said = await talk.says(read, words)
    assert answer in said.text, said


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "بنویسید برام ساعت کار شعبه‌ها رو"),
        ("fa", "ساعت کار شعبه‌ها رو برام بفرستین"),
        ("en", "write me the opening hours please"),
    ],
)
async def test_who_wants_the_hours_written_down_for_them_adds_nothing(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language)
    await talk.says("complaint", {"en": "The staff were rude to me", "fa": "کارمند شما با من بد برخورد کرد"}[language])
    said = await talk.says("case_add", words, sure=0.54)
    assert [name for name in said.names if name.startswith("utter_hours")], said


@pytest.mark.parametrize(
    ("language", "words"),
    [("fa", "شماره تلفن اون شعبه رو هم بده خودم زنگ بزنم"), ("en", "give me the number, I'll ring them myself")],
)
async def test_who_asks_for_the_librarys_number_is_not_asked_for_their_own(
    begin: Begin, language: str, words: str
) -> None:
    talk = await begin(language)
    await talk.says("complaint", {"en": "The staff were rude to me", "fa": "کارمند شما با من بد برخورد کرد"}[language])
    said = await talk.says("staff_contact", words, moves={"case.contact": 0.97})
    assert "utter_case_ask_contact" not in said.names


@pytest.mark.usefixtures("_told")
@pytest.mark.parametrize(
    ("language", "read", "words"),
    [
        ("en", "hold_status", "can my sister collect my reserved book?"),
        ("en", "hold_status", "can my husband pick up my hold?"),
        ("en", "loan_policy", "how long can I keep this book?"),
        ("en", "renew", "can my daughter get it renewed?"),
        ("fa", "hold_status", "رزروم رو تا کی نگه می‌دارین؟"),
        ("fa", "case_add", "برادرم گفت تحویل داده شده به شعبه سعدی"),
        ("fa", "case_add", "مادرم یه کیف قهوه‌ای داشت که تحویل کتابدار داد"),
        ("fa", "case_add", "زنم می‌گه شاید تحویل نگهبان دادن"),
    ],
)
async def test_what_is_held_or_lent_was_not_lost_and_what_is_told_asks_nothing(
    services: Services, begin: Begin, language: str, read: str, words: str
) -> None:
    for fact in KEPT:
        await add_fact(services.store, fact, by=SARA)
    talk = await begin(language)
    lost = {"en": "I left my green scarf in the reading room", "fa": "شال سبزم را در سالن مطالعه جا گذاشتم"}
    await talk.says("lost_property", lost[language])
    said = await talk.says(read, words)
    assert not any(answer in said.text for answer in ("With a note", "30 days", "با یادداشت", "۳۰ روز")), said
    assert read != "case_add" or said.names == ["utter_case_words_added"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "بنویسید که ساعت کار شعبه رو رعایت نکردن و برام جواب بفرستید"),
        ("fa", "ساعت کار رو عوض کردن و به من نگفتن، برام توضیح بفرستید"),
        ("en", "send me the answer about the opening hours by email"),
    ],
)
async def test_who_wants_an_answer_about_the_hours_is_not_told_the_hours(
    begin: Begin, language: str, words: str
) -> None:
    talk = await begin(language)
    await talk.says("complaint", {"en": "The staff were rude to me", "fa": "کارمند شما با من بد برخورد کرد"}[language])
    said = await talk.says("case_add", words, sure=0.54)
    assert not [name for name in said.names if name.startswith("utter_hours")], said


@pytest.mark.parametrize(
    "words",
    [
        "شماره موبایلم رو دارین؟",
        "شماره تلفنم رو بده بهشون زنگ بزنن",
        "شماره موبایل منو به کتابدار بدین",
        "شماره ملیم رو بگم یا دارید",
        "شماره قفسه کتاب رو بگو",
    ],
)
async def test_ones_own_number_and_that_of_a_shelf_are_not_the_librarys(begin: Begin, words: str) -> None:
    talk = await begin("fa")
    await talk.says("complaint", "کارمند شما با من بد برخورد کرد")
    said = await talk.says("case_add", words, sure=0.5)
    assert not [name for name in said.names if name.startswith(("utter_contact", "utter_staff", "utter_location"))], (
        said
    )


@pytest.mark.parametrize("words", ["I want the film Gone with the Wind", "have you got the movie A Room with a View?"])
async def test_a_title_with_with_in_it_is_no_other_edition(begin: Begin, words: str) -> None:
    talk = await begin("en")
    await talk.says("search_book", "do you have The Great Gatsby", title="The Great Gatsby")
    said = await talk.says("search_book", words, title=words.split(" ", 4)[-1])
    assert "utter_edition_no_kind" not in said.names


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "چندتا کتاب الان امانت دارم؟"),
        ("fa", "chand ta ketab amanat gereftam"),
        ("fa", "چند مورد از امانتام دیر شده"),
        ("fa", "چند تا رزرو دارم که بیام بگیرم؟"),
        ("en", "how many books do I have out"),
    ],
)
async def test_how_many_one_has_is_no_rule_of_lending(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language)
    await talk.says("search_book", "Animal Farm", title="Animal Farm")
    said = await talk.says("loan_policy", words, moves={"title.copies": 0.97})
    assert said.names != ["utter_terms"]
