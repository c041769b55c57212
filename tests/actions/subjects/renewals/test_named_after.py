"""A loan that is only named after an act is meant for the same: the order, the question, and never the catalogue."""

from __future__ import annotations

import pytest

from language.requests.own.own_names import find_own
from tests.support.talk import Begin

MINA, TWO = "20000001", "20000004"


@pytest.mark.parametrize(
    ("language", "first", "more", "read"),
    [
        ("en", "renew بوف کور", "gatsby then", "renew"),
        ("en", "renew بوف کور", "and Gatsby, I haven't finished it yet", "search_book"),
        ("fa", "The Great Gatsby رو تمدید کن", "پس بوف کور رو", "search_book"),
        ("fa", "The Great Gatsby رو تمدید کن", "و بوف کور هم", "insult"),
        ("fa", "The Great Gatsby رو تمدید کن", "خب بوف کور هم لطفا، هنوز تموم نشده", "hold"),
    ],
)
async def test_the_same_is_done_with_it(begin: Begin, language: str, first: str, more: str, read: str) -> None:
    talk = await begin(language, TWO)
    await talk.says("renew", first)
    assert (await talk.says(read, more, sure=0.7)).names == ["utter_renewed"]


async def test_the_order_outlasts_why_it_was_refused(begin: Begin) -> None:
    talk = await begin("en", MINA)
    assert (await talk.says("renew", "renew Nineteen Eighty-Four")).names == ["utter_renew_refused"]
    await talk.says("affirm", "why not")
    said = await talk.says("renew", "کوری then", sure=1.0)
    assert said.names == ["utter_renewed"] and "کوری" in said.text


@pytest.mark.parametrize(
    ("language", "between", "read", "more"),
    [
        ("en", None, "lost_item", "and Gatsby, because I lost it"),
        ("en", None, "return", "Gatsby too, since I am done"),
        ("en", None, "return", "and Gatsby, cause I'm bringing it tomorrow"),
        ("en", None, "renew", "Gatsby, can't read the print"),
        ("en", None, "praise", "and Gatsby, great, thanks"),
        ("en", None, "fines", "also Gatsby, since what do I owe"),
        ("en", None, "thanks", "ok great, and Gatsby, right"),
        ("en", None, "insult", "then, gatsby"),
        ("en", ("hours", "when do you open tomorrow?"), "search_book", "and Gatsby"),
        ("en", ("loans", "when is بوف کور due now?"), "loans", "and Gatsby"),
        ("en", ("return", "how do I return بوف کور after hours?"), "return", "and Gatsby too"),
        ("en", None, "renew", "please do not renew the others. Gatsby goes back tomorrow."),
        ("en", None, "renew", "I never asked you to renew the rest, Gatsby goes back"),
        ("en", None, "return", "I'm bringing back Gatsby and the rest as well"),
        ("fa", None, "lost_item", "گتسبی هم، چون گمش کردم"),
        ("fa", None, "return", "و گتسبی، تموم شده دیگه"),
        ("fa", None, "renew", "و گتسبی، نصفه خوندم ولی میارمش"),
        ("fa", None, "return", "گتسبی رو فردا میارم، بقیه رو هم"),
    ],
)
async def test_what_says_more_than_the_name_renews_nothing(
    begin: Begin, language: str, between: tuple[str, str] | None, read: str, more: str
) -> None:
    talk = await begin(language, TWO)
    await talk.says("renew", "renew بوف کور" if language == "en" else "بوف کور رو تمدید کن")
    if between is not None:
        await talk.says(*between)
    names = (await talk.says(read, more, sure=0.8)).names
    assert not {"utter_renewed", "utter_renewed_all", "utter_renewed_some", "utter_renewed_but"} & set(names)


@pytest.mark.parametrize("text", ["did anyone undo Gatsby?", "why did you cancel the renewal of Gatsby?"])
async def test_who_asks_of_an_undo_undoes_nothing(begin: Begin, text: str) -> None:
    talk = await begin("en", TWO)
    await talk.says("renew", "renew Gatsby")
    assert "utter_renew_stands" not in (await talk.says("renew", text)).names


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "do you have The Trial, and renew کوری"),
        ("fa", "کوری رو تمدید کن و بیگانه رو دارین یا نه"),
    ],
)
async def test_a_question_beside_the_order_is_told_of(begin: Begin, language: str, text: str) -> None:
    said = await (await begin(language, MINA)).says("renew", text)
    assert said.names == ["utter_renewed", "utter_renew_not_yours"]


@pytest.mark.parametrize(
    ("read", "text"),
    [
        ("fines", "why is there a fine for Gatsby when it was renewed"),
        ("privacy", "who can see that I renewed Gatsby?"),
        ("facilities", "where is the desk to renew Gatsby?"),
        ("account", "I can't renew Gatsby on the website, it says error"),
    ],
)
async def test_to_speak_of_renewing_asks_for_none(begin: Begin, read: str, text: str) -> None:
    names = (await (await begin("en", TWO)).says(read, text, sure=0.6)).names
    assert not any("renew_check" in name for name in names)


@pytest.mark.parametrize(
    ("first", "read", "more"),
    [
        ("when is بوف کور due?", "search_book", "and Gatsby?"),
        ("when is بوف کور due?", "renew", "Gatsby"),
        ("can بوف کور be renewed?", "search_book", "and Gatsby too"),
        ("renew بوف کور", "return", "And Gatsby? no problem with that one, is there"),
        ("renew بوف کور", "renew", "not Gatsby"),
        ("renew بوف کور", "search_book", "do you have Gatsby in Persian?"),
    ],
)
async def test_what_asks_or_forbids_renews_nothing(begin: Begin, first: str, read: str, more: str) -> None:
    talk = await begin("en", TWO)
    await talk.says("loans" if first.startswith("when") else "renew", first)
    assert "utter_renewed" not in (await talk.says(read, more, sure=0.7)).names


@pytest.mark.parametrize(
    ("language", "first", "more"),
    [
        ("en", "renew بوف کور", "And Gatsby? no problem with that one, is there"),
        ("fa", "بوف کور رو تمدید کن", "و گتسبی؟ اون که مشکلی نداره"),
    ],
)
async def test_whether_it_may_be_renewed_is_told_where_it_is_asked(
    begin: Begin, language: str, first: str, more: str
) -> None:
    talk = await begin(language, TWO)
    await talk.says("renew", first)
    said = await talk.says("return", more, sure=0.66)
    assert said.names == ["utter_renew_check_one"] and "Gatsby" in said.text


async def test_the_other_one_is_looked_at_as_the_first_was(begin: Begin) -> None:
    talk = await begin("en", TWO)
    await talk.says("renew", "can Gatsby be renewed?")
    await talk.says("deny", "no")
    said = await talk.says("renew", "And the other book also, the same.")
    assert "utter_renewed" not in said.names and "بوف کور" in said.text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fa", "کوری رو هم extend کن چون این هفته وقت نمی‌کنم"),
        ("fa", "کتاب «کوری» در امانت اینجانب است و گویا فردا باید بازگردانده شود. لطفاً آن را تمدید فرمایید."),
        ("en", "I want to RENEW کوری. Not search for it, not a summary of it. Renew. It."),
    ],
)
async def test_a_reason_is_no_title(begin: Begin, language: str, text: str) -> None:
    assert (await (await begin(language, MINA)).says("renew", text)).names == ["utter_renewed"]


async def test_or_not_asks_and_orders_nothing(begin: Begin) -> None:
    said = await (await begin("fa", MINA)).says("renew", "کوری رو تمدید کنم یا نه؟")
    assert said.names == ["utter_renew_check_one"]


async def test_a_title_of_nobodys_is_told_still(begin: Begin) -> None:
    said = await (await begin("fa", MINA)).says("renew", "کوری و زوربای یونانی رو تمدید کن")
    assert said.names == ["utter_renewed", "utter_renew_not_yours"]


async def test_the_rest_is_renewed_without_what_is_left_beside_it(begin: Begin) -> None:
    talk = await begin("en", MINA)
    await talk.says("renew", "renew کوری")
    said = await talk.says("return", "do the rest as well, only leave the شاهنامه, I'm done with it", sure=0.88)
    assert "شاهنامه" in said.text and "Nineteen" in said.text
    assert said.names[0] in ("utter_renewed_none", "utter_renewed_some")


async def test_the_rest_is_what_was_not_said_to_come_back(begin: Begin) -> None:
    talk = await begin("fa", MINA)
    await talk.says("loans", "کوری رو کی باید بیارم؟")
    said = await talk.says("renew", "پس بقیه رو تمدید کن")
    assert "کوری" not in said.text and "شاهنامه" in said.text


async def test_which_was_not_renewed_is_told_in_latin_letters(begin: Begin) -> None:
    talk = await begin("fa", MINA)
    await talk.says("renew", "همه رو تمدید کن")
    assert (await talk.says("renew", "kodooma tamdid nashod?")).names == ["utter_renewed_some"]


async def test_a_renewal_that_shall_be_undone_stands(begin: Begin) -> None:
    talk = await begin("en", TWO)
    await talk.says("renew", "renew بوف کور and Gatsby")
    said = await talk.says("renew", "Gatsby as well then, return it, no renewal needed. undo?", sure=0.5)
    assert said.names == ["utter_renew_stands", "utter_loan_due"]


async def test_whether_there_is_time_left_is_told_by_the_day(begin: Begin) -> None:
    said = await (await begin("fa", TWO)).says("facilities", "شنبه میارم. گتسبی هنوز وقت داره؟", sure=0.75)
    assert said.names == ["utter_loan_due"] and "Gatsby" in said.text


@pytest.mark.parametrize("text", ["renew the Dostoyevskys", "just the Dostoyevskys please"])
def test_the_books_of_an_author_are_named_as_a_family(text: str) -> None:
    titles, authors = ["The Idiot", "Emma", "Crime and Punishment"], ["Fyodor Dostoyevsky", "Jane Austen"]
    assert find_own(text, titles, [*authors, "Fyodor Dostoyevsky"]) == (0, 2)
