"""What somebody with a baby needs beside an event: a place to feed it, a way in with a pram; nobody feeds the birds."""

from __future__ import annotations

import pytest

from actions.subjects.events.events_asked import needs_with_baby


@pytest.mark.parametrize(
    "text",
    [
        "can my baby come too, and where can I feed him?",
        "is there somewhere to feed, my baby would come along",
        "a place for nursing, and is a toddler allowed?",
        "somewhere for changing nappies, the baby comes too",
        "may I breastfeed there?",
        "can I come in with a pram?",
        "نوزادم هم بیاد؟ جایی برای شیر دادن هست؟",
        "جای عوض کردن پوشک هست؟",
        "با کالسکه میشه اومد؟",
    ],
)
def test_what_is_needed_with_a_baby(text: str) -> None:
    assert len(needs_with_baby(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "a programme for feeding the birds, my toddler too",
        "can my baby come to the talk on feeding animals?",
        "can I change the date, the baby comes too",
        "a workshop on nursing, and my toddler too?",
        "my toddler would join: is there a talk about feeding cats?",
        "is there a place to feed the ducks, my toddler comes too",
        "the toddler comes too, we changed it to Friday",
        "ساعت رو میشه عوض کردن؟ نوزادم هم میاد",
        "نوزادم بیاد؟ تعویض کارت هم دارم",
    ],
)
def test_what_is_none_of_it(text: str) -> None:
    assert needs_with_baby(text) == []
