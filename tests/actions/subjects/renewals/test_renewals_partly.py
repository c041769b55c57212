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


ASKED, LISTED, ORDERED = (
    ("renew", "can The Great Gatsby be renewed?"),
    ("loans", "what do I have?"),
    ("renew", "renew my books"),
)
GATSBY = ("renew", "renew The Great Gatsby")


@pytest.mark.parametrize(
    "words",
    [
        "I will do that",
        "I have to think whether to do that",
        "my mother will do that please",
        "the librarian said she would do that",
        "I was told that three weeks is the longest you can do",
        "my brother said the most he can read is two pages",
        "حداکثر جریمه هم که میشه ده هزار",
        "همون کارو انجام دادم قبلا",
        "do it, but only the day after it is due",
        "do that only when it costs nothing please",
        "no, don't do that",
        "if nobody waits for it, do that",
    ],
)
async def test_what_only_speaks_of_doing_it_is_no_yes(begin: Begin, services: Services, words: str) -> None:
    talk = await begin("en", card=TWO_OUT)
    await talk.says(*ASKED)
    await talk.says("nlu_fallback", words, rest=("renew", 0.5))
    assert await attempts(services) == 0


@pytest.mark.parametrize(
    ("language", "words", "done"),
    [
        ("en", "renew Gatsby, which is due this week", 1),
        ("en", "I have two books due this week, renew Gatsby", 1),
        ("en", "Please renew Gatsby. The books are due by Friday", 1),
        ("en", "renew Gatsby, the two due this week are late", 1),
        ("fa", "گتسبی رو تمدید کن، کتابایی که دارم تا شنبه مهلت دارن", 1),
        ("en", "renew the two books due this week, I haven't opened Gatsby yet", 2),
        ("en", "renew the two books due this week, I renewed Gatsby last week", 2),
    ],
)
async def test_what_is_named_goes_before_a_reason_beside_it(
    begin: Begin, services: Services, language: str, words: str, done: int
) -> None:
    said = await (await begin(language, card=TWO_OUT)).says("renew", words)
    assert await attempts(services) == done and "Gatsby" in said.text


@pytest.mark.parametrize(
    ("words", "renewed"),
    [
        ("no renewal for The Great Gatsby", ()),
        ("no renewals for either, thanks", ()),
        ("No extension needed for Gatsby, but renew the Blind Owl", ("بوف کور",)),
        ("no renewal for Gatsby please, only بوف کور", ("بوف کور",)),
        ("no renewal for Emma, renew Gatsby", ("Gatsby",)),
        ("don't renew Emma, renew Gatsby", ("Gatsby",)),
        ("I don't want the renewal to fail", ()),
        ("احتیاجی به تمدید کارت نیست، بوف کور رو تمدید کن", ("بوف کور",)),
        ("نیازی به تمدید حضوری نیست؟ پس بوف کور رو تمدید کن", ("بوف کور",)),
    ],
)
async def test_what_is_denied_beside_an_order_takes_nothing_from_it(
    begin: Begin, services: Services, words: str, renewed: tuple[str, ...]
) -> None:
    said = await (await begin("en", card=TWO_OUT)).says("renew", words)
    assert await attempts(services) == len(renewed)
    assert not renewed or (said.names[0].startswith("utter_renewed") and renewed[0] in said.text)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "هر دو رو تمدید کن، اگه نشد هیچ کدوم رو تمدید نکن"),
        ("fa", "بوف کور رو تمدید کن، اگه نشد گتسبی رو"),
        ("fa", "بوف کور تمدید نشده، اگه نشه گتسبی رو تمدید کن"),
    ],
)
async def test_a_condition_that_is_no_least_is_asked_about(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    said = await (await begin(language, card=TWO_OUT)).says("renew", words)
    assert said.names[0].startswith("utter_renew_check") and await attempts(services) == 0


@pytest.mark.parametrize(
    "words",
    [
        "I liked بوف کور too, but not as much",
        "also بوف کور was great, but not for kids",
        "بوف کور too, but it is brought back tomorrow",
        "بوف کور too. never renewed it",
        "and بوف کور, it was lost",
    ],
)
async def test_another_one_that_is_only_told_of_is_not_renewed_with_it(
    begin: Begin, services: Services, words: str
) -> None:
    talk = await begin("en", card=TWO_OUT)
    await talk.says(*GATSBY)
    await talk.says("search_book", words)
    assert await attempts(services) == 1


@pytest.mark.parametrize(
    ("words", "done"),
    [
        ("renew everything except the first and the film", 0),
        ("renew all but not before the first is checked", 0),
        ("renew all but before the first one", 0),
        ("renew all except کوری and ابله", 0),
        ("همه رو تمدید کن غیر از اولی و فیلم", 0),
        ("همه به جز جنگ و صلح رو تمدید کن", 0),
        ("renew all except کوری and the last one", 3),
        ("همه رو غیر از کوری و آخری تمدید کن", 3),
        ("همه به جز کوری و صد سال تنهایی رو تمدید کن", 3),
        ("everything except 1 and 3 please renew", 3),
        ("renew everything but the first two", 3),
        ("renew all except the one due first and کوری", 3),
        ("renew them all, not just the first", 5),
        ("renew everything not only the last", 5),
        ("همه رو تمدید کن، نه فقط اولی", 5),
    ],
)
async def test_every_exception_counts_and_one_that_is_not_understood_is_asked_about(
    begin: Begin, services: Services, words: str, done: int
) -> None:
    talk = await begin("fa" if words[0] == "ه" else "en", card=FIVE_OUT)
    await talk.says(*LISTED)
    await talk.says("renew", words)
    assert await attempts(services) == done


@pytest.mark.parametrize(
    ("intent", "words", "done"),
    [
        ("renew", "فقط گتسبی رو تمدید کن، می‌خوام نگه دارم", 1),
        ("affirm", "yes, only keep in mind that Gatsby was damaged", 2),
        ("affirm", "yes renew them, I only want to keep Gatsby a bit longer and the owl too", 1),
        ("search_book", "just to be clear, I do not keep Gatsby", 0),
        ("search_book", "I only keep thinking of Gatsby", 0),
    ],
)
async def test_an_order_or_a_yes_goes_before_what_one_wants_to_keep(
    begin: Begin, services: Services, intent: str, words: str, done: int
) -> None:
    talk = await begin("en", card=TWO_OUT)
    await talk.says(*ORDERED)
    await talk.says(intent, words)
    assert await attempts(services) == done


@pytest.mark.parametrize(
    "words", ["renewal isn't needed for Gatsby until Saturday, is it?", "I don't have to renew Gatsby yet, do I?"]
)
async def test_a_question_with_a_no_in_it_is_of_the_one_it_names(begin: Begin, services: Services, words: str) -> None:
    said = await (await begin("en", card=TWO_OUT)).says("renew", words)
    assert "Gatsby" in said.text and "بوف کور" not in said.text and await attempts(services) == 0
