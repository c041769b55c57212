"""The end of an emergency, told in so many words and nothing beside."""

from __future__ import annotations

import pytest

from language.emergencies.afterwards import takes_back


@pytest.mark.parametrize(
    "text", ["خدا را شکر به هوش آمد", "ok they put it out", "they put the fire out", "به هوش اومد مرسی"]
)
def test_a_plain_end_is_heard(text: str) -> None:
    assert takes_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "they put the fire out, my brother is inside",
        "did they put it out?",
        "somebody put the fire out please",
        "به هوش اومد ولی نفس نمی‌کشه",
        "he ran away",
        "رفت",
        "she is breathing but won't wake up",
        "my daughter is found dead",
        "یه دفعه ساکت شد",
    ],
)
def test_what_may_be_no_end_is_none(text: str) -> None:
    assert not takes_back(text)
