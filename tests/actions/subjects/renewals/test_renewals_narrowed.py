"""Renewals of some of several: by when they are due, by what stands behind "only"; never more than was spoken of."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from tests.support.statements import scalar
from tests.support.talk import Begin, Talk

TWO_OUT, FIVE_OUT = "20000004", "20000001"


async def attempts(services: Services) -> int:
    return int(await scalar(services.store, text("select count(*) from renewal_attempt")))


async def asked_about_all(begin: Begin, language: str, card: str = TWO_OUT) -> Talk:
    talk = await begin(language, card=card)
    said = await talk.says("renew", "کتابامو تمدید کن" if language == "fa" else "renew my books")
    assert said.names == ["utter_renew_ask"]
    return talk


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "renew only the one that is due first"),
        ("en", "please extend the book that has to go back soonest"),
        ("en", "renew whatever is due by Thursday"),
        ("fa", "فقط اون که زودتره رو تمدید کن"),
        ("fa", "یکی که مهلتش زودتر تموم میشه رو تمدید کنید"),
        ("fa", "faghat oon yeki ke zoodtare tamdid kon"),
    ],
)
async def test_the_one_due_first_is_renewed_and_no_other(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    talk = await begin(language, card=TWO_OUT)
    said = await talk.says("renew", words)
    assert said.names == ["utter_renewed"] and await attempts(services) == 1
    assert "بوف کور" in said.text


@pytest.mark.parametrize("words", ["renew the three that are due last", "renew everything that is due on Sunday"])
async def test_where_so_many_are_not_due_then_nothing_is_renewed(begin: Begin, services: Services, words: str) -> None:
    talk = await begin("en", card=TWO_OUT)
    await talk.says("renew", words)
    assert await attempts(services) == 0


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("en", "deny", "no, not all of them. Just Gatsby"),
        ("en", "search_book", "only the last one please, the first can wait"),
        ("fa", "search_book", "نه همشونو نمیخوام فقط اون یکی چی بود آهان Gatsby"),
        ("fa", "affirm", "آره ولی فقط Great Gatsby"),
        ("fa", "loans", "na hamash na faghat gatsby"),
    ],
)
async def test_a_question_about_all_is_narrowed_to_what_is_named(
    begin: Begin, services: Services, language: str, intent: str, words: str
) -> None:
    talk = await asked_about_all(begin, language)
    said = await talk.says(intent, words, rest=("search_book", 0.4))
    assert said.names == ["utter_renewed"] and await attempts(services) == 1
    assert "Gatsby" in said.text


async def test_a_yes_to_fewer_than_were_asked_about_renews_none(begin: Begin, services: Services) -> None:
    talk = await asked_about_all(begin, "en", FIVE_OUT)
    said = await talk.says("affirm", "yes, those two")
    assert said.names == ["utter_renew_choose"] and await attempts(services) == 0


async def test_what_was_only_finished_narrows_nothing(begin: Begin, services: Services) -> None:
    talk = await asked_about_all(begin, "en")
    await talk.says("chitchat", "I just finished Gatsby")
    assert await attempts(services) == 0


@pytest.mark.parametrize(
    ("language", "words"), [("en", "just renew those two"), ("fa", "همون دوتا رو تمدید کن بقیه نه")]
)
async def test_those_are_the_ones_told_of(begin: Begin, services: Services, language: str, words: str) -> None:
    talk = await begin(language, card=FIVE_OUT)
    told = await talk.says("loans", "کوری و صد سال تنهایی تا کی؟")
    assert told.names == ["utter_loans_due"]
    await talk.says("renew", words)
    assert int(await scalar(services.store, text("select count(distinct loan_id) from renewal_attempt"))) == 2


async def test_it_and_another_are_both_renewed(begin: Begin, services: Services) -> None:
    talk = await begin("en", card=TWO_OUT)
    await talk.says("loans", "when is Gatsby due?")
    await talk.says("renew", "extend it, and also بوف کور")
    assert await attempts(services) == 2


async def test_all_of_a_mistyped_word_is_all_of_them(begin: Begin, services: Services) -> None:
    talk = await begin("en", card=TWO_OUT)
    said = await talk.says("renew", "can u renew all of tehm", title="all of tehm")
    assert "utter_renew_unknown" not in said.names


async def test_how_many_and_which_first_are_both_told(begin: Begin) -> None:
    talk = await begin("en", card=TWO_OUT)
    said = await talk.says("loans", "how many books do I have and which one is due first?")
    assert said.names == ["utter_loans", "utter_loan_first"]


async def test_a_question_behind_a_question_renews_nothing(begin: Begin, services: Services) -> None:
    talk = await asked_about_all(begin, "en")
    await talk.says("loans", "and which of them is due next now")
    assert await attempts(services) == 0


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("fa", "deny", "همه رو نه! گفتم فقط بوف کور"),
        ("fa", "renew", "همه رو نه! گفتم فقط بوف کور"),
        ("en", "deny", "not everything. only those that end first"),
    ],
)
async def test_only_some_as_a_first_message_is_asked_about_and_no_mere_no(
    begin: Begin, services: Services, language: str, intent: str, words: str
) -> None:
    talk = await begin(language, card=TWO_OUT)
    said = await talk.says(intent, words)
    assert said.names == ["utter_renew_check_one"] and "بوف کور" in said.text
    assert await attempts(services) == 0


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Only that"), ("fa", "فقط همون دوتا"), ("fa", "فقط همون سه تا رو تمدید کن")]
)
async def test_only_that_of_a_longer_list_asks_which(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    talk = await begin(language, card=FIVE_OUT)
    await talk.says("loans", "what do I have" if language == "en" else "چی دستمه")
    said = await talk.says("renew", words)
    assert said.names == ["utter_renew_choose"] and await attempts(services) == 0


async def test_only_those_two_are_the_two_told_of(begin: Begin, services: Services) -> None:
    talk = await begin("fa", card=FIVE_OUT)
    await talk.says("loans", "کوری و صد سال تنهایی تا کی؟")
    said = await talk.says("renew", "فقط همون دوتا")
    assert said.names == ["utter_renewed_some"] and await attempts(services) == 2


@pytest.mark.parametrize("intent", ["renew", "search_book"])
async def test_just_another_behind_one_that_is_not_to_be_renewed_renews_it(
    begin: Begin, services: Services, intent: str
) -> None:
    talk = await begin("en", card=TWO_OUT)
    left = await talk.says("renew", "do NOT renew بوف کور")
    assert left.names == ["utter_renew_left"]
    said = await talk.says(intent, "Just Gatsby!")
    assert said.names == ["utter_renewed"] and "Gatsby" in said.text and await attempts(services) == 1


async def test_what_is_named_beside_a_loan_is_never_dropped_without_a_word(begin: Begin, services: Services) -> None:
    talk = await begin("en", card=TWO_OUT)
    await talk.says("renew", "renew بوف کور")
    said = await talk.says("search_book", "And Gatsby, and Anna Karenina")
    assert said.names == ["utter_renewed", "utter_renew_not_yours"] and "Anna Karenina" in said.texts[-1]
    assert await attempts(services) == 2


@pytest.mark.parametrize(
    ("language", "first", "words"),
    [
        ("fa", "shahname ro tamdid kon", "faghat hamoon yeki, be baghie dast nazan"),
        ("fa", "کوری رو تمدید کن", "فقط همون یکی، به بقیه دست نزن"),
        ("en", "renew کوری", "only that one, don't touch the rest"),
        ("en", "renew کوری", "just that one, leave the others alone please"),
    ],
)
async def test_the_rest_is_left_alone(begin: Begin, language: str, first: str, words: str) -> None:
    talk = await begin(language, "20000001")
    await talk.says("renew", first)
    assert (await talk.says("renew", words)).names == ["utter_remark_heard"]


@pytest.mark.parametrize(
    "words",
    [
        "renew the rest please, not the Fitzgeralds, those I bring back",
        "then renew the rest pls, not the fitzgeralds",
        "renew everything except the Fitzgeralds",
    ],
)
async def test_an_exception_that_fits_none_is_asked_about_and_nothing_renewed(begin: Begin, words: str) -> None:
    said = await (await begin("en", "20000001")).says("renew", words)
    assert said.names == ["utter_renew_except_unknown"]


@pytest.mark.parametrize("words", ["faghat hamoona, be baghie dast nazan", "فقط همونا، به بقیه دست نزن"])
async def test_what_is_left_alone_is_never_renewed_with_all(begin: Begin, words: str) -> None:
    talk = await begin("fa", "20000001")
    assert (await talk.says("renew", "همه رو تمدید کن به جز فیتزجرالدها")).names == ["utter_renew_except_unknown"]
    said = await talk.says("renew", words)
    assert not any(name.startswith("utter_renewed") for name in said.names), said
