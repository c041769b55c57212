"""Waiting for a librarian: whether anybody comes, a message in place of it, and when somebody is there."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from actions.subjects.service.librarian_hours import _WHEN_THERE
from actions.subjects.service.person_wanted import orders_person
from actions.subjects.service.waiting_patron import _LEAVES_THIS, _OF_THE_WAIT, _WITHDRAWN
from crm.handoff.steps import Handoff
from language.normalise import fold
from tests.support.statements import scalar
from tests.support.talk import Begin

WAITS = [
    "nobody came",
    "still nothing...",
    "am I next?",
    "how many people are before me?",
    "هنوز کسی نیومد",
    "هیچکس نیومد که",
    "چند نفر جلوی منن؟",
    "پس کی میاد",
    "kasi nayoomad",
]
WAITS_NOT = [
    "nobody came to my event",
    "how long may I keep a book?",
    "کی کتابم میاد؟",
    "am I allowed in?",
    "no answer to my e-mail of Monday",
    "how many people ahead of me for Dune?",
    "how long will it take to come for my reservation?",
    "is there a queue for the computers?",
    "نوبت رزروم کی میشه",
    "چند نفر تو صف این کتابن؟",
]
LEAVES = [
    "then let me leave a message: the printer ate my pages",
    "leave a message for the librarian: my card doesn't open the gate",
    "پس پیام میذارم: کتابم رو به یکی دیگه دادن",
    "my message: please call me",
]
LEAVES_NOT = [
    "can I leave a message?",
    "I left a message: nobody answered",
    "leave it",
    "پیام شما رسید",
    "where do I leave a note",
    "leave them a message, what time do they close?",
    "پیغام بذارم، کی جواب میدن؟",
]
THERE = [
    "Then when is somebody there?",
    "what are the librarians' hours?",
    "until when is someone at the desk?",
    "کتابدارها چه ساعتایی هستن",
    "کی کسی هست؟",
]
THERE_NOT = ["when do you open?", "when is my book there?", "کی باز می‌کنید؟", "when does the staff meeting end"]


def test_what_is_said_while_waiting_is_read() -> None:
    assert [words for words in WAITS if not _OF_THE_WAIT.search(fold(words))] == []
    assert [words for words in WAITS_NOT if _OF_THE_WAIT.search(fold(words))] == []
    assert [words for words in LEAVES if not _LEAVES_THIS.search(words)] == []
    assert [words for words in LEAVES_NOT if _LEAVES_THIS.search(words)] == []
    assert [words for words in THERE if not _WHEN_THERE.search(fold(words).replace("’", "'"))] == []
    assert [words for words in THERE_NOT if _WHEN_THERE.search(fold(words).replace("’", "'"))] == []


@pytest.mark.parametrize(
    ("read", "words"),
    [("complaint", "nobody came"), ("hold_status", "how many people are before me?"), ("fines", "still nothing")],
)
async def test_who_waits_is_told_of_the_wait_whatever_it_was_read_as(
    begin: Begin, services: Services, read: str, words: str
) -> None:
    talk = await begin("en")
    assert (await talk.says("human_help", "a human, please")).names == ["utter_handoff_queued"]
    assert (await talk.says(read, words, sure=0.98)).names == ["utter_handoff_waiting"]
    assert await scalar(services.store, text("select count(*) from service_case")) == 0


async def test_a_message_ends_the_wait_and_is_the_case(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    await talk.says("human_help", "a human, please")
    said = await talk.says("complaint", "then let me leave a message: the printer ate my pages", sure=0.9)
    assert said.names == ["utter_librarian_taken"]
    assert "printer ate my pages" in str(await scalar(services.store, text("select description from service_case")))
    assert str(await scalar(services.store, text("select status from interaction"))) == "open"


async def test_when_somebody_is_there_tells_hours(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("human_help", "a human, please")
    said = await talk.says("hours", "Then when is somebody there?")
    assert said.names[0].startswith("utter_hours")


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ("hold_status", "how many people ahead of me for Dune?"),
        ("hold_status", "how long will it take to come for my reservation?"),
        ("facilities", "is there a queue for the computers?"),
    ],
)
async def test_what_is_asked_of_the_library_is_answered_while_waiting(begin: Begin, read: str, words: str) -> None:
    talk = await begin("en", card="20000002")
    await talk.says("human_help", "a human, please")
    said = await talk.says(read, words, sure=0.98)
    assert not {"utter_handoff_waiting", "utter_librarian_taken"} & {*said.names}


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("still nobody... it's about a meeting room invoice, we need a receipt", "utter_handoff_waiting_noted"),
        ("هنوز کسی نیومد؟ موضوع فاکتور اتاق جلسه‌ست", "utter_handoff_waiting_noted"),
        ("anybody there? when do you close?", ""),
    ],
)
async def test_what_it_is_about_is_noted_while_waiting(begin: Begin, words: str, answer: str) -> None:
    talk = await begin("fa" if "ه" in words else "en")
    await talk.says("human_help", "talk to a librarian")
    said = await talk.says("case_add", words, sure=0.55)
    assert ("utter_handoff_waiting_noted" in said.names) is bool(answer)


async def test_who_needs_nobody_any_more_is_answered(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("human_help", "talk to a librarian")
    said = await talk.says("hours", "actually no, forget the librarian. is Saadi open on Saturday?")
    assert said.names[0] == "utter_handoff_withdrawn"
    assert len(said.names) > 1


async def test_a_question_for_the_bot_is_no_call(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("human_help", "talk to a librarian")
    said = await talk.says("human_help", "do you have Dune?", sure=0.53, ranking=[("search_book", 0.3)])
    assert "utter_handoff_waiting" not in said.names
    said = await talk.says("bot_challenge", "what do you mean. is somebody there NOW or not")
    assert said.names == ["utter_handoff_waiting"]
    said = await talk.says("human_help", "if nobody comes call me on [phone], after 5")
    assert "utter_librarian_taken" in said.names


@pytest.mark.parametrize(
    ("words", "withdrawn"),
    [
        ("never mind the librarian", True),
        ("بی‌خیال", True),
        ("نمی‌خوام تمدید کنم", False),
        ("لازم نیست عجله کنید", False),
    ],
)
def test_who_is_waited_for_is_let_go(words: str, withdrawn: bool) -> None:
    assert (_WITHDRAWN.search(fold(words)) is not None) is withdrawn


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("لطفا منو به یه کتابدار واقعی وصل کن", True),
        ("چرا منو به کتابدار وصل نمی‌کنید", True),
        ("گوشیم منو به وای‌فای وصل نمی‌کنه", False),
    ],
)
def test_a_person_is_wanted(words: str, wanted: bool) -> None:
    assert orders_person(words) is wanted


async def test_an_order_behind_nobody_came_is_done(begin: Begin) -> None:
    talk = await begin("en", card="20000004")
    await talk.says("human_help", "I want to talk to a librarian")
    said = await talk.says("renew", "Nobody came. Renew both my books then please.")
    assert "utter_renewed_all" in said.names


async def test_what_became_a_case_of_its_own_is_not_told_as_the_one_before(
    begin: Begin, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = await begin("en")
    await talk.says("complaint", "The air conditioning in the reading room has been broken for a week")

    async def another(*_: Any, case_number: str | None, **_more: Any) -> Handoff:
        assert case_number == "K-000001"
        return Handoff("case", "K-000002", services.store.clock.now())

    monkeypatch.setattr("actions.subjects.service.handoff.steps.request", another)
    said = await talk.says("human_help", "a human, please")
    assert said.names[0] == "utter_librarian_taken"
