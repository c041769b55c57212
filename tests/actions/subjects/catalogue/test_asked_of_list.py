"""Questions about a list as a whole and about whom a title is for, and wishes that stand by themselves."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "read_as", "text"),
    [
        ("en", "search_book", "which of these are in at Central?"),
        ("en", "hours", "which of them could I pick up at the Central Library today?"),
        ("fa", "search_book", "از اینا کدومش تو مرکزی هست؟"),
        ("fa", "search_book", "کدوماش مرکزی موجوده؟"),
    ],
)
async def test_which_of_the_list_are_at_a_branch(begin: Begin, language: str, read_as: str, text: str) -> None:
    talk = await begin(language)
    await talk.says("recommendation", "a fantasy novel" if language == "en" else "یه رمان فانتزی به انگلیسی")
    said = await talk.says(read_as, text)
    assert said.names in (["utter_titles_at"], ["utter_titles_none_at"])


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("which branch is open today?", "hours"),
        ("reserve the second of these at Central", "hold"),
        ("what are your hours?", "hours"),
    ],
)
async def test_a_branch_itself_is_asked_for(begin: Begin, text: str, read_as: str) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "a fantasy novel")
    assert not (await talk.says(read_as, text)).names[0].startswith("utter_titles")


async def test_of_which_there_is_an_audiobook(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "a fantasy novel")
    assert (await talk.says("search_book", "any of these as an audiobook?")).names == ["utter_titles_none_of_kind"]


@pytest.mark.parametrize(
    ("read_as", "text", "title"),
    [
        ("search_book", "The Hobbit maybe? or is that too old for him", "The Hobbit"),
        ("nlu_fallback", "would Prince Caspian be too hard for my daughter, she's 9", "Prince Caspian"),
        ("recommendation", "is the first one too childish for her?", "for age"),
    ],
)
async def test_for_which_ages_a_title_is(begin: Begin, read_as: str, text: str, title: str) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "a fantasy novel for a ten year old")
    said = await talk.says(read_as, text)
    assert said.names == ["utter_title_ages"] and title in said.text


async def test_what_fits_is_a_wish(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("recommendation", "something fantasy that is not too old for a ten year old")
    assert said.names == ["utter_reading"]


async def test_another_child_has_a_wish_of_its_own(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "a book about animals for my daughter, she's 5")
    said = await talk.says("recommendation", "and her brother is 10 and loves fantasy. anything for him?")
    assert said.names[0].startswith("utter_reading") and "fantasy" in said.text and "animals" not in said.text


async def test_what_was_read_is_not_shown_again(begin: Begin) -> None:
    talk = await begin("en")
    first = await talk.says("recommendation", "a fantasy novel for a ten year old")
    assert "Prince Caspian" in first.text
    said = await talk.says("recommendation", "I've read most of these. Anything by a woman?")
    assert "Prince Caspian" not in said.text


async def test_a_gift_for_somebody_is_no_donation(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("donation", "a fantasy novel as a gift for my mother")
    assert said.names == ["utter_reading"]
    kept = await talk.says("donation", "do you take old novels as a gift to the library?")
    assert "utter_reading" not in kept.names


async def test_for_a_thesis_books_are_asked_for(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("research_help", "what books do you have on fantasy for my thesis?")
    assert said.names[0].startswith("utter_reading")
    advice = await talk.says("research_help", "can somebody help me with my thesis, where do I start?")
    assert not any(name.startswith("utter_reading") for name in advice.names)


async def test_where_the_one_of_an_author_of_a_list_is(begin: Begin) -> None:
    talk = await begin("en")
    first = await talk.says("recommendation", "a fantasy novel")
    assert "The Hobbit" in first.text and "Prince Caspian" in first.text
    said = await talk.says("search_book", "Tolkien. Which branch has it?")
    assert said.names == ["utter_title_whereabouts"] and "The Hobbit" in said.text


async def test_what_was_not_meant_is_not_replaced_by_something_else(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "something political")
    said = await talk.says("search_book", "That's not what I asked. Cooking, and not politics.")
    assert said.names == ["utter_reading_none"]


async def test_under_so_many_pages_asks_for_others(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "a fantasy novel")
    said = await talk.says("recommendation", "those sound long. Anything under 220 pages?", moves={"title.pages": 0.9})
    assert said.names[0].startswith("utter_reading") and "The Hobbit" not in said.text


_SHOWN = ("search_book", "George Orwell", {"author": "George Orwell"})
_ONE = ("search_book", "do you have The Hobbit", {"title": "The Hobbit"})


@pytest.mark.parametrize(
    ("read_as", "text"),
    [
        ("facilities", "do any of them have parking at Saadi?"),
        ("loans", "which of these do I have from Saadi?"),
        ("loan_policy", "how many of these can I borrow at Saadi?"),
        ("hours", "which ones are open at Saadi on Friday?"),
        ("recommendation", "none of these at Saadi please, something else?"),
        ("search_book", "کدوماش رو می‌تونم از سعدی تمدید کنم؟"),
        ("search_book", "which ones did you say? I want Emma from Saadi"),
    ],
)
async def test_what_else_is_asked_beside_a_branch(begin: Begin, read_as: str, text: str) -> None:
    talk = await begin("fa" if "ک" in text else "en")
    await talk.says(*_SHOWN[:2], **_SHOWN[2])
    assert not {"utter_titles_at", "utter_titles_none_at"} & set((await talk.says(read_as, text)).names)


@pytest.mark.parametrize(
    ("read_as", "text"),
    [
        ("room_booking", "what's the first date that room is available?"),
        ("loans", "اولین روزی که باید برگرده کیه؟"),
        ("card_registration", "is it okay for her to use my card?"),
        ("events", "این ساعت برای بچه زوده، برنامه دیگه‌ای نیست؟"),
        ("facilities", "این سالن برای بچه‌ها مناسبه؟"),
    ],
)
async def test_what_is_asked_of_no_title(begin: Begin, read_as: str, text: str) -> None:
    talk = await begin("en" if text.isascii() else "fa")
    await talk.says(*_ONE[:2], **_ONE[2])
    assert not [name for name in (await talk.says(read_as, text)).names if name.startswith("utter_title")]


async def test_an_age_alone_is_asked_of_the_title_told_of(begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says(*_ONE[:2], **_ONE[2])
    assert (await talk.says("search_book", "برای دختر ۱۲ ساله مناسبه؟")).names == ["utter_title_ages"]


async def test_where_several_of_an_author_of_a_list_are(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says(*_SHOWN[:2], **_SHOWN[2])
    assert (await talk.says("search_book", "Orwell. Which branch has it?")).names == ["utter_titles_in"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "can I give history books as a gift for a school library?"),
        ("fa", "می‌خوام چند تا رمان به شما هدیه بدم"),
        ("fa", "چند تا کتاب شعر دارم که هدیه کنم"),
    ],
)
async def test_what_is_given_to_the_library_is_no_wish(begin: Begin, language: str, text: str) -> None:
    said = await (await begin(language)).says("donation", text)
    assert not any(name.startswith("utter_reading") for name in said.names)


async def test_a_gift_for_ones_mother_is_a_wish_in_persian(begin: Begin) -> None:
    said = await (await begin("fa")).says("donation", "یه رمان برای هدیه به مادرم")
    assert said.names[-1].startswith("utter_reading")


@pytest.mark.parametrize(
    ("read_as", "text"),
    [
        ("search_book", "is the second one for children?"),
        ("out_of_scope", "any cafes in this area?"),
        ("research_help", "Can I book a librarian to help me find sources for my thesis on fantasy?"),
        ("research_help", "how do I cite books for my fantasy essay?"),
    ],
)
async def test_what_is_no_wish_to_read(begin: Begin, read_as: str, text: str) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "a fantasy novel")
    assert not any(name.startswith("utter_reading") for name in (await talk.says(read_as, text)).names)


async def test_new_history_books_are_no_dates(begin: Begin) -> None:
    said = await (await begin("fa", card="20000001")).says("new_arrivals", "تاریخ جدید چی دارید؟")
    assert "utter_loans" not in said.names


@pytest.mark.parametrize(
    ("read_as", "text", "answer"),
    [
        ("complaint", "the call number of Animal Farm on your website is wrong", "utter_complaint_taken"),
        ("report_fault", "call number of Burmese Days was wrong, nothing there", "utter_report_fault_taken"),
        ("hold", "what's the call number of Animal Farm, and hold it for me", "utter_sign_in"),
        ("hold", "can you find Animal Farm and Burmese Days and set them aside at Saadi?", "utter_sign_in"),
    ],
)
async def test_an_order_or_a_complaint_stays_one(begin: Begin, read_as: str, text: str, answer: str) -> None:
    assert (await (await begin("en")).says(read_as, text)).names == [answer]


@pytest.mark.parametrize("text", ["I want my money back for the history class", "I need a quiet room for my homework"])
async def test_what_is_wanted_of_the_house_is_no_book(begin: Begin, text: str) -> None:
    said = await (await begin("en")).says("nlu_fallback", text)
    assert not any(name.startswith("utter_reading") for name in said.names)


async def test_subtitles_of_an_event_are_not_those_of_a_book(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says(*_ONE[:2], **_ONE[2])
    said = await talk.says("events", "does the film evening have subtitles?")
    assert "utter_edition_no_kind" not in said.names


async def test_a_renewal_is_heard_before_the_hours_beside_it(begin: Begin) -> None:
    text = "renew my books please, and until what time are you open today to register my son?"
    said = await (await begin("en", card="20000001")).says("renew", text)
    assert said.names[0] == "utter_renew_ask"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("I read Animal Farm by Orwell, what else do you have by Orwell?", "utter_search_author"),
        ("books by Orwell but not Animal Farm", "utter_search_author"),
        ("Orwell, Animal Farm", "utter_search_one"),
    ],
)
async def test_a_title_named_for_the_others_is_not_shown_alone(begin: Begin, text: str, answer: str) -> None:
    assert (await (await begin("en")).says("search_book", text, author="Orwell")).names == [answer]


@pytest.mark.parametrize("text", ["از «جورج اورول» چی دارین؟", "کتاب «بوف کور» رو خوندم، از جورج اورول چی دارید؟"])
async def test_what_is_quoted_and_there_is_not_said_to_be_missing(begin: Begin, text: str) -> None:
    said = await (await begin("fa")).says("search_book", text, author="جورج اورول")
    assert "utter_hold_none_of" not in said.names


async def test_a_shelf_is_told_though_the_copy_is_out(begin: Begin) -> None:
    text = "shelf number of Nineteen Eighty-Four at Central"
    said = await (await begin("en")).says("shelf_location", text, title="Nineteen Eighty-Four")
    assert said.names == ["utter_shelf"] and "2/14" in said.text


async def test_more_on_the_same_subject_is_of_the_same(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "something political")
    said = await talk.says("recommendation", "anything more on this subject?")
    assert said.names[-1].startswith("utter_reading")


async def test_old_films_are_given_and_not_lent(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("loan_policy", "how long can I keep a book?")
    assert "utter_terms" not in (await talk.says("donation", "take my old films?")).names


@pytest.mark.parametrize(("text", "sure"), [("my friend would buy it", 0.47), ("my friend would buy it", 0.7)])
async def test_what_somebody_else_buys_is_not_registered(begin: Begin, text: str, sure: float) -> None:
    talk = await begin("en", card="20000001")
    await talk.says(*_ONE[:2], **_ONE[2])
    said = await talk.says("search_book", text, sure=0.6, moves={"title.buy": sure})
    assert "utter_suggest_purchase_taken" not in said.names


async def test_two_branches_are_not_asked_of_at_once(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says(*_SHOWN[:2], **_SHOWN[2])
    said = await talk.says("search_book", "not the ones at Saadi, which are at Central?")
    assert "utter_titles_in" not in said.names
