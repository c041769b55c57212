"""Reservations that are wished elsewhere: moved where ordered, asked about where asked, and nothing else."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin, Talk

TWO_HELD = "20000002"
MOVED, ASKED = "utter_hold_moved", "utter_hold_move_confirm"


async def _told(begin: Begin, language: str) -> Talk:
    talk = await begin(language, card=TWO_HELD)
    await talk.says("hold_status", "رزروهام چی شدن؟" if language == "fa" else "what about my reservations?")
    return talk


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Animal Farm, can I take it from Saadi instead?"),
        ("en", "could I pick up Animal Farm at Saadi, my course moved there?"),
        ("en", "Animal Farm I would want to collect from Saadi, is possible?"),
        ("fa", "انیمال فارم، میشه از شعبه سعدی بگیرمش؟ Animal Farm رو میگم"),
        ("fa", "Animal Farm age resid mishe az shobe saadi begiram na markazi? mahale karam avaz shode"),
    ],
)
async def test_a_question_is_asked_back_and_moves_nothing(begin: Begin, language: str, words: str) -> None:
    said = await (await _told(begin, language)).says("hold", words, sure=0.6)
    assert said.names == [ASKED] and ("Saadi" in said.text or "سعدی" in said.text)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "please send both of them to Saadi"),
        ("en", "then change the place of both please, I want to take them from Saadi"),
        ("fa", "نه لغوشون نکن فقط هر دوتاشونو بفرستین سعدی"),
        ("fa", "hardotasho befrestin saadi lotfan"),
    ],
)
async def test_both_are_moved_where_both_are_ordered(begin: Begin, language: str, words: str) -> None:
    said = await (await _told(begin, language)).says("hold", words, sure=0.6)
    assert said.names == [MOVED, MOVED]


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("en", "hours", "is Saadi open on Friday?"),
        ("en", "location", "how do I get to Saadi?"),
        ("en", "return", "can I bring the Hobbit back to Saadi?"),
        ("en", "cancel_hold", "cancel both please, I'll take them from Saadi's shelf"),
        ("en", "search_book", "is there a copy of Animal Farm at Saadi that I could take?"),
        ("fa", "hours", "سعدی جمعه بازه که بیام بگیرم؟"),
        ("fa", "location", "سعدی کجاست؟"),
    ],
)
async def test_what_only_names_a_branch_moves_nothing(begin: Begin, language: str, intent: str, words: str) -> None:
    said = await (await _told(begin, language)).says(intent, words)
    assert not {MOVED, ASKED} & set(said.names)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "My sister said to move my reservations to Saadi. I'm not sure."),
        ("en", "Move my reservations to Saadi. No, leave them."),
        ("fa", "رزروهام رو ببرید شعبه سعدی. نه ولش کن"),
    ],
)
async def test_what_is_doubted_or_taken_back_moves_nothing(begin: Begin, language: str, words: str) -> None:
    talk = await _told(begin, language)
    assert MOVED not in (await talk.says("hold", words)).names
