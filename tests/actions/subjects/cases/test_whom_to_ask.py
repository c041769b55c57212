"""Whom to ask about what was filed: the desk of the branch meant, and the case stays."""

from __future__ import annotations

import pytest

from language.requests.cases.case_questions import asks_of_case
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


@pytest.mark.parametrize(
    ("language", "told", "words"),
    [
        (
            "en",
            "Your printer at Saadi ate my money",
            "I'm not paying twice for the same pages. who do I see about that",
        ),
        ("fa", "پرینتر سعدی پولم رو خورد", "من دوباره برای همون برگه‌ها پول نمی‌دم. با کی باید حرف بزنم؟"),
    ],
)
async def test_what_is_told_beside_it_is_no_other_matter(begin: Begin, language: str, told: str, words: str) -> None:
    talk = await begin(language)
    await talk.says("report_fault", told)
    assert (await talk.says("complaint", words, sure=0.98)).names == ["utter_whom_to_ask"]


@pytest.mark.parametrize(
    ("text", "asked"), [("who do I see about that?", None), ("who sees my complaint?", "who"), ("who reads it?", "who")]
)
def test_whom_one_sees_is_not_who_sees_the_case(text: str, asked: str | None) -> None:
    assert asks_of_case(text) == asked
