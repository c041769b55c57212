"""Whom to ask about what was filed: the desk of the branch meant, and the case stays."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "matter", "told", "read", "words"),
    [
        ("en", "lost_property", "I left my blue scarf at Saadi yesterday", "case_status", "who do I ask then?"),
        (
            "en",
            "report_fault",
            "The printer at Saadi is broken",
            "staff_contact",
            "is there someone I can ring about it",
        ),
        ("fa", "report_fault", "آسانسور سعدی خرابه گیر کرده", "staff_contact", "به کی زنگ بزنم که بره نگاه کنه"),
        ("fa", "lost_property", "کیفم رو تو سعدی جا گذاشتم", "human_help", "از کی بپرسم، دم در یا طبقه بالا"),
        (
            "en",
            "complaint",
            "A man at Saadi shouted at me in front of everybody",
            "human_help",
            "whom can I see about this",
        ),
    ],
)
async def test_the_desk_of_the_branch_is_told(
    begin: Begin, language: str, matter: str, told: str, read: str, words: str
) -> None:
    talk = await begin(language)
    await talk.says(matter, told)
    said = await talk.says(read, words)
    assert said.names == ["utter_whom_to_ask"] and "K-" in said.text
    assert "Saadi" in said.text or "سعدی" in said.text


@pytest.mark.parametrize(
    ("language", "matter", "told", "read", "words"),
    [
        (
            "en",
            "complaint",
            "The guard was rude and shouted",
            "staff_contact",
            "who do I ask about joining the library",
        ),
        ("en", "complaint", "The guard was rude and shouted", "case_status", "when will I get an answer?"),
        ("fa", "report_fault", "چراغ سالن سعدی خرابه", "case_status", "کی جواب می‌دین؟"),
        ("fa", "lost_property", "کیفم رو تو سعدی جا گذاشتم", "case_status", "شمارهٔ پرونده رو بده"),
    ],
)
async def test_what_else_is_asked_is_none_of_that(
    begin: Begin, language: str, matter: str, told: str, read: str, words: str
) -> None:
    talk = await begin(language)
    await talk.says(matter, told)
    assert "utter_whom_to_ask" not in (await talk.says(read, words)).names
