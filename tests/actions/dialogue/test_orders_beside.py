"""Orders beside what is to be told, and reservations moved or dropped beside a question."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from tests.support.statements import scalar
from tests.support.talk import Begin

OMID, TWO, MINA = "20000002", "20000004", "20000001"
RENEWED = [
    ("en", "can you extend both of mine? if the Gatsby can't be done tell me why, and do I owe anything"),
    ("en", "hi, both my books are due next week and I'm abroad, could you give me more time on both?"),
    ("en", "please renew both and tell me the new dates"),
    ("fa", "همه کتابامو تمدید کنید لطفا، اگه نشد بگید چرا"),
]
NOT_ALL = [
    ("en", "renew everything that is due on Friday"),
    ("en", "can both be renewed? if not, tell me why"),
]
PLACED = [
    (
        "en",
        "hold",
        "move my reservation of صد سال تنهایی to Saadi please, I pick up both there. and until when do you keep the other one?",
        "utter_hold_moved",
    ),
    ("fa", "hold", "رزرو صد سال تنهایی رو بفرستین سعدی. نفر چندمم؟", "utter_hold_moved"),
    ("fa", "hold", "رزرو صد سال تنهایی رو ببرین سعدی", "utter_hold_moved"),
    (
        "en",
        "hold_status",
        "Cancel Animal Farm for me and tell me when صد سال تنهایی will be ready",
        "utter_cancel_hold_confirm",
    ),
    ("fa", "cancel_hold", "فقط Animal Farm رو نگه دار بقیه رو لغو کن", "utter_cancel_hold_confirm"),
]
NOT_MOVED = [
    ("en", "hold", "If I move my reservation of صد سال تنهایی to Saadi, do I lose my place? I'm often there."),
    ("fa", "hold_status", "رزروم رو کی میبرن سعدی؟"),
]


@pytest.mark.parametrize(("language", "words"), [*RENEWED, *NOT_ALL])
async def test_all_are_renewed_whatever_is_to_be_told_beside(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    await (await begin(language, card=TWO)).says("renew", words)
    renewed = int(await scalar(services.store, text("select count(*) from renewal_attempt")))
    assert (renewed == 2) == ((language, words) in RENEWED)


@pytest.mark.parametrize(("language", "intent", "words", "name"), PLACED)
async def test_reservations_are_ordered_sentence_by_sentence(
    begin: Begin, language: str, intent: str, words: str, name: str
) -> None:
    said = await (await begin(language, card=OMID)).says(intent, words)
    assert name in said.names, said.names
    if words.startswith("فقط"):
        assert "تنهایی" in said.text and said.text.index("تنهایی") < said.text.index("Animal Farm")


@pytest.mark.parametrize(("language", "intent", "words"), NOT_MOVED)
async def test_what_is_only_asked_moves_nothing(begin: Begin, language: str, intent: str, words: str) -> None:
    said = await (await begin(language, card=OMID)).says(intent, words)
    assert "utter_hold_moved" not in said.names


async def test_did_they_go_through_is_of_the_loans(begin: Begin) -> None:
    talk = await begin("en", card=TWO)
    await talk.says("renew", "renew both, and do I owe anything?")
    said = await talk.says("fines", "did they all go through?", confidence=0.9)
    assert said.names == ["utter_renewed_all"]


async def test_which_can_be_renewed_is_asked_of_each(begin: Begin) -> None:
    said = await (await begin("fa", card=MINA)).says(
        "loans", "سلام کوری و صد سال تنهایی دستمه، از شنبه میرم سفر کدومش رو میشه تمدید کرد که جریمه نخورم"
    )
    assert said.names == ["utter_renew_check"]


async def test_loans_are_looked_at_beside_a_question_of_the_card(begin: Begin) -> None:
    words = "could you renew بوف کور and the Great Gatsby? if the card is the problem, how do I renew that"
    said = await (await begin("en", card=TWO)).says("account", words)
    assert said.names[0] == "utter_renew_check"
