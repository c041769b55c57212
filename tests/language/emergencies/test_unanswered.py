"""That nobody answers is a grievance and no emergency; that somebody who fell does not answer is one."""

from __future__ import annotations

import pytest

from language.emergencies.reading import find_emergency


@pytest.mark.parametrize(
    "text", ["کسی جواب نمیده", "زنگ می‌زنم هیچکس جواب نمیده", "kasi javab nemide", "هیشکی هم جواب نداد"]
)
def test_an_unanswered_telephone_rings_no_alarm(text: str) -> None:
    assert find_emergency(text) is None


def test_who_has_fallen_and_does_not_answer_does() -> None:
    assert find_emergency("یه نفر افتاده زمین جواب نمیده") == "medical"
