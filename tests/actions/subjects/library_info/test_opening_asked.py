"""Whether the library is open on a day is a question of hours, also right after a workshop was told of."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from crm.knowledge.facts import FactValues, add_fact
from tests.support.store_rows import SARA
from tests.support.talk import Begin

WORKSHOP = FactValues(
    topic="events",
    text_fa="کارگاه صحافی دستی هر سه‌شنبه ساعت ۱۶ در کتابخانهٔ مرکزی است.",
    text_en="The bookbinding workshop is every Tuesday at 16:00 in the Central Library.",
    question_fa="کارگاه صحافی دستی کی برگزار می‌شود؟",
    question_en="When is the bookbinding workshop?",
)


@pytest.mark.parametrize(
    ("language", "asked", "words"),
    [
        ("fa", "کارگاه صحافی دستی کی برگزار می‌شه؟", "چهارشنبه ۱۸ آذر بازید؟"),
        ("fa", "کارگاه صحافی دستی کی برگزار می‌شه؟", "کتابخونه سه‌شنبه تعطیله؟"),
        ("en", "when is the bookbinding workshop?", "are you open on Tuesday?"),
        ("en", "when is the bookbinding workshop?", "is the library open on Friday"),
    ],
)
async def test_it_is_asked_of_the_library(
    begin: Begin, services: Services, language: str, asked: str, words: str
) -> None:
    await add_fact(services.store, WORKSHOP, by=SARA)
    talk = await begin(language)
    told = await talk.says("events", asked)
    assert "کارگاه" in told.text or "workshop" in told.text
    said = await talk.says("hours", words, sure=0.8)
    assert said.names[0].startswith("utter_hours") and "کارگاه" not in said.text and "workshop" not in said.text
