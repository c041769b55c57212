"""A yes in several clauses before a question: it is done, and the question is answered; a yes with a doubt does nothing."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from tests.support.statements import scalar
from tests.support.talk import Begin

DONE = [
    ("fa", "hold_status", "بسیار خوب، اقدام بفرمایید. ضمناً کتابی که رزرو کرده بودم در چه وضعیتی است؟"),
    ("fa", "loans", "بله لطفا انجام دهید. و کتاب بوف کور من، تا کی مهلت دارد؟"),
    ("fa", "fines", "حتما، ممنون میشم. بدهی هم دارم؟"),
    ("fa", "fines", "آره، همین کارو بکن، راستی جریمه هم دارم؟"),
    ("en", "hold_status", "go ahead then. And the other thing I have waiting there, has that arrived yet?"),
    ("en", "fines", "ok, please go ahead, and do I owe anything at the moment?"),
    ("en", "fines", "sure, that would be great, thanks! do I owe anything?"),
    ("en", "fines", "ok, do it, thanks, and what do I owe"),
]
NOT_DONE = [
    ("en", "fines", "yes but what would it cost?"),
    ("en", "fines", "ok, thanks, and if I don't renew it, what do I owe?"),
    ("en", "fines", "before I say yes, do I owe anything?"),
    ("fa", "fines", "باشه ولی اول بگو جریمه دارم؟"),
    ("en", "loans", "no thanks, please. when is it due?"),
]


@pytest.mark.parametrize(("language", "intent", "words"), [*DONE, *NOT_DONE])
async def test_yes_before_question(begin: Begin, services: Services, language: str, intent: str, words: str) -> None:
    talk = await begin(language, card="20000004")
    asked = "میشه Great Gatsby رو تمدید کرد؟" if language == "fa" else "Can the Great Gatsby be renewed?"
    assert (await talk.says("renew", asked)).names == ["utter_renew_check_one"]
    said = await talk.says(intent, words)
    renewed = int(await scalar(services.store, text("select count(*) from renewal_attempt")))
    assert renewed == ((language, intent, words) in DONE)
    assert not renewed or len(said.names) > 1
