"""Renewals of a part, refused ones, and what is asked beside: never more is renewed than was ordered."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from tests.support.statements import scalar
from tests.support.talk import Begin

TWO_OUT, FIVE_OUT = "20000004", "20000001"


async def attempts(services: Services) -> int:
    return int(await scalar(services.store, text("select count(*) from renewal_attempt")))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "renew everything except the earliest"),
        ("en", "renew all of them except the one due soonest"),
        ("en", "extend them all apart from the very first one"),
        ("en", "renew all but the last one please"),
        ("fa", "همه رو غیر از اولی تمدید کن"),
        ("fa", "همه رو تمدید کن بجز اونی که زودتر موعدشه"),
        ("fa", "همشو تمدید کن غیر از آخری"),
        ("fa", "hame ro tamdid kon joz avali"),
        ("fa", "همه رو تمدید کن غیر از اون که مهلتش دیرتره"),
    ],
)
async def test_all_but_one_of_the_list_leaves_that_one(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    talk = await begin(language, card=FIVE_OUT)
    await talk.says("loans", "چی دستمه؟" if language == "fa" else "what do I have?")
    said = await talk.says("renew", words)
    assert said.names[0].startswith("utter_renewed") and await attempts(services) == 4


@pytest.mark.parametrize(
    ("language", "words"), [("en", "renew all but the first one"), ("fa", "همه رو غیر از اولی تمدید کن")]
)
async def test_which_is_the_first_is_asked_where_no_list_was_shown(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    said = await (await begin(language, card=FIVE_OUT)).says("renew", words)
    assert said.names == ["utter_renew_choose"] and await attempts(services) == 0


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "na tamdid nemikham"),
        ("fa", "احتیاجی به تمدید نیست"),
        ("fa", "tamdid lazem nadaram"),
        ("en", "I don't want a renewal"),
        ("en", "no renewal please"),
        ("en", "renewing isn't needed"),
        ("en", "an extension is not necessary"),
    ],
)
async def test_a_renewal_that_is_not_wanted_is_left(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    said = await (await begin(language, card=TWO_OUT)).says("renew", words)
    assert said.names == ["utter_renew_left"] and await attempts(services) == 0


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "احتیاجی به تمدید ندارم، فقط بگو شنبه بعد بیارم چقدر جریمه میشه؟"),
        ("fa", "na vaysa tamdid nemikham. shanbe biaram jarimash chand rial mishe?"),
        ("en", "No renewal, please. How much is the fine if I bring it on Saturday?"),
    ],
)
async def test_what_is_asked_beside_a_refusal_is_answered(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    said = await (await begin(language, card=TWO_OUT)).says("renew", words)
    assert said.names[-1].startswith(("utter_fines", "utter_late")) and await attempts(services) == 0


async def test_a_renewal_that_is_done_is_not_denied(begin: Begin) -> None:
    talk = await begin("en", card=TWO_OUT)
    await talk.says("renew", "renew The Great Gatsby")
    said = await talk.says("renew", "wait, no renewal needed")
    assert said.names == ["utter_renew_stands"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "renew both. If not possible, at least Gatsby"),
        ("en", "renew both, or at least Gatsby"),
        ("fa", "هر دو رو تمدید کن، اگه نشد حداقل بوف کور"),
    ],
)
async def test_at_least_one_of_both_is_tried_with_both(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    await (await begin(language, card=TWO_OUT)).says("renew", words)
    assert await attempts(services) == 2


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "نه صبر کن، بوف کور رو خوندم، فقط گتسبی رو می‌خوام پیشم بمونه"),
        ("fa", "na sabr kon boof e koor ro tamoom kardam, faghat gatsby ro mikham bemoone. shode ya na?"),
        ("en", "wait, I have finished the Blind Owl, I only want to keep Gatsby"),
    ],
)
async def test_the_one_that_is_wanted_longer_is_asked_about_and_nothing_renewed(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    talk = await begin(language, card=TWO_OUT)
    await talk.says("renew", "کتابامو تمدید کن" if language == "fa" else "renew my books")
    said = await talk.says("renew", words)
    assert await attempts(services) == 0 and "Gatsby" in said.text and "بوف کور" not in said.text


@pytest.mark.parametrize(
    ("words", "done"),
    [
        ("lovely, whatever the longest is you can give me, do that please", 1),
        ("perfect, give me the maximum possible please", 1),
        ("what is the longest you can give me?", 0),
        ("no, don't do that", 0),
        ("let's do that another time", 0),
        ("if nobody waits for it, do that", 0),
    ],
)
async def test_the_longest_is_a_yes_to_the_one_that_waits(
    begin: Begin, services: Services, words: str, done: int
) -> None:
    talk = await begin("en", card=TWO_OUT)
    await talk.says("renew", "can The Great Gatsby be renewed?")
    await talk.says("renew", words, rest=("renew", 0.5))
    assert await attempts(services) == done
