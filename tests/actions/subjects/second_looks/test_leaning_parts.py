"""A later part of a message that names nothing is asked of what the part before it was answered for."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from crm.knowledge.facts import FactValues, add_fact
from tests.support.store_rows import SARA
from tests.support.talk import Begin

FACTS = (
    FactValues(
        "ill", "کتابی را که ندارید چگونه بگیرم؟", "How do I get a book that you do not own?", "از سایت بخواهید.",
        "Ask on the website.",
    ),
    FactValues(
        "ill", "امانت بین کتابخانه‌ای چقدر طول می‌کشد؟", "How long does an interlibrary loan take?", "۷ تا ۱۴ روز.",
        "It takes 7 to 14 days.", position=1,
    ),
    FactValues(
        "ill", "امانت بین کتابخانه‌ای چند است؟", "What does an interlibrary loan cost?", "۴۰۰٬۰۰۰ ریال.",
        "It costs 400,000 rials.", position=2,
    ),
    FactValues("print_scan", "چاپ چند است؟", "What does a page cost?", "۱۵٬۰۰۰ ریال.", "A page costs 15,000 rials."),
)  # fmt: skip


@pytest.fixture
async def told(services: Services) -> Services:
    """A library that tells of lending between libraries."""
    for fact in FACTS:
        await add_fact(services.store, fact, by=SARA)
    return services


@pytest.mark.parametrize(
    ("intent", "text", "expected"),
    [
        ("nlu_fallback", "how long and how much", ["7 to 14 days", "400,000 rials"]),
        ("hours", "how long does it take", ["7 to 14 days"]),
        ("card_registration", "and what does it cost", ["400,000 rials"]),
    ],
)
async def test_it_is_asked_of_the_part_before(
    told: Services, begin: Begin, intent: str, text: str, expected: list[str]
) -> None:
    talk = await begin("en")
    assert "website" in (await talk.says("ill", "how do i get a book that you do not own?")).text
    talk.message_id = f"{talk.message_id}#2"
    said = await talk.says(intent, text, again=True, sure=0.6)
    assert all(one in said.text for one in expected), said


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("card_registration", "and how much is a card?"),
        ("print_scan", "what does a printed page cost?"),
        ("renew", "renew my books"),
    ],
)
async def test_what_names_a_thing_of_its_own_is_not(told: Services, begin: Begin, intent: str, text: str) -> None:
    talk = await begin("en")
    await talk.says("ill", "how do i get a book that you do not own?")
    talk.message_id = f"{talk.message_id}#2"
    said = await talk.says(intent, text, again=True)
    assert "400,000" not in said.text and "website" not in said.text
