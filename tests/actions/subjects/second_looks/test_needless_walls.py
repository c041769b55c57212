"""No sign-in is asked for where a message surely needs no account, or where the patron will not sign in."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from actions.dialogue.turn import Turn
from actions.subjects.second_looks import needless_walls
from actions.subjects.second_looks.needless_walls import wont_sign_in
from crm.knowledge.entries import KnowledgeEntry
from tests.support.talk import Begin

OPEN = {"account": {"false": 0.97, "true": 0.03}, "way": {"fact": 0.6, "rule": 0.2}}
OWN = {"account": {"true": 0.9, "false": 0.1}, "way": {"account": 0.9}}
DOING = {"account": {"false": 0.9, "true": 0.1}, "way": {"act": 0.9, "fact": 0.05}}


@pytest.mark.parametrize(
    "words",
    [
        "I don't want to log in, just tell me the possible reasons",
        "im not going to sign in on this computer",
        "can you check it without signing in?",
        "I don't have my card here",
        "I don't have my card number to hand, just asking in general",
        "nemikham login konam, faghat koli begu",
        "نمی‌خوام وارد حسابم بشم، کلی بگو",
        "بدون ورود نمیشه؟",
        "الان کارتم همراهم نیست",
        "لاگین نمی‌کنم",
    ],
)
def test_who_will_not_sign_in_is_heard(words: str) -> None:
    assert wont_sign_in(words)


@pytest.mark.parametrize(
    "words",
    [
        "I want to log in",
        "I don't have a card",
        "where do I sign in?",
        "I lost my card",
        "وارد حسابم شدم",
        "کارت ندارم",
        "login kardam",
        "I can't renew, it says no",
        "I can't sign in, I don't remember my PIN. What have I got out?",
        "I cannot sign in",
        "it won't let me log in",
        "the site will not sign in my son",
        "why am I not signed in",
        "I do not sign in often",
        "I don't sign in from home usually",
        "رمزم یادم رفته نمی‌تونم وارد حساب بشم، امانت‌هام رو بگو",
        "نمی‌تونم وارد حساب بشم",
        "وارد حساب نمی‌شم ارور میده",
        "لاگین نمی‌شم",
        "nemitunam login konam",
    ],
)
def test_who_signs_in_or_has_no_card_does_not_refuse(words: str) -> None:
    assert not wont_sign_in(words)


@pytest.mark.parametrize(("sides", "wall"), [(None, True), (OWN, True), (DOING, True)])
async def test_what_may_need_the_account_still_asks_for_the_sign_in(
    begin: Begin, sides: dict[str, dict[str, float]] | None, wall: bool
) -> None:
    said = await (await begin("en")).says("loans", "could you look at what I have out?", sides=sides)
    assert ("utter_sign_in" in said.names) is wall


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "I can't sign in, I don't remember my PIN. What have I got out?"),
        ("en", "I'd rather not sign in, I forgot my password. What have I got out?"),
        ("fa", "رمزم یادم رفته نمی‌تونم وارد حساب بشم، امانت‌هام رو بگو"),
    ],
)
async def test_who_forgot_the_pin_is_not_sent_to_sign_in(begin: Begin, language: str, words: str) -> None:
    said = await (await begin(language)).says("loans", words)
    assert said.names == ["utter_account_pin"]


@pytest.mark.parametrize(("words", "kept"), [("اولی رو یادم بنداز", True), ("کتاب‌هام چی شد", False)])
async def test_what_was_chosen_to_be_done_keeps_its_sign_in(
    begin: Begin, monkeypatch: pytest.MonkeyPatch, words: str, kept: bool
) -> None:
    async def offered(turn: Turn, _entries: Sequence[KnowledgeEntry]) -> bool:
        turn.say("utter_fact_unknown")
        return True

    monkeypatch.setattr(needless_walls, "offer_nearest", offered)
    talk = await begin("fa")
    await talk.says("events", "چه برنامه‌هایی در پیش دارید؟")
    sides = {"way": {"fact": 0.9}, "account": {"true": 0.05, "false": 0.95}}
    said = await talk.says("events" if kept else "loans", words, sure=0.72, sides=sides)
    assert ("utter_sign_in" in said.names) is kept
