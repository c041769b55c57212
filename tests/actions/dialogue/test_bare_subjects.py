"""A subject that is named alone is asked for by itself, whatever was told before."""

from __future__ import annotations

import pytest

from actions.dialogue.bare_subjects import subject_named
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("holds", "hold_status"),
        ("My holds please", "hold_status"),
        ("and fines?", "fines"),
        ("what about loans?", "loans"),
        ("opening hours", "hours"),
        ("وای‌فای", "wifi"),
        ("امانت‌ها", "loans"),
        ("رزروها چی؟", "hold_status"),
        ("جریمه‌هام", "fines"),
        ("ساعت کاری", "hours"),
        ("تمدید", "renew"),
        ("کارت المثنی می‌خوام", "lost_card"),
        ("fine", ""),
        ("ok fine thanks", ""),
        ("reserve", ""),
        ("رزرو", ""),
        ("print in colour", ""),
        ("fines for children", ""),
        ("renew it", ""),
        ("a book on loans", ""),
        ("شعبه سعدی", ""),
    ],
)
def test_a_subject_alone_is_named(text: str, intent: str) -> None:
    assert subject_named(text) == intent


async def test_another_subject_is_no_follow_up(begin: Begin) -> None:
    talk = await begin("en", card="20000001")
    await talk.says("fines", "my fees?")
    assert "utter_fines_none" not in (await talk.says("fines", "holds", sure=0.8)).names
    assert (await talk.says("hours", "hours")).names == ["utter_hours_all"]


async def test_what_is_meant_behind_a_correction_is_asked_for(begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("search_book", "صد سال تنهایی دارین؟")
    said = await talk.says("hours", "اینو نپرسیدم. گفتم ساعت کاری", sure=0.48)
    assert "utter_search_none" not in said.names
