"""Questions of how one hears that a reservation has come."""

from __future__ import annotations

import pytest

from language.requests.deeds.being_told import asks_how_told


@pytest.mark.parametrize(
    "text",
    [
        "and how do I find out that it has arrived?",
        "will you text me when it's in?",
        "do I get an e-mail once it is ready?",
        "از کجا بفهمم رسیده؟",
        "پیامک می‌دین وقتی اومد؟",
        "وقتی آماده شد خبرم می‌کنین؟",
    ],
)
def test_how_one_hears_of_it_is_asked(text: str) -> None:
    assert asks_how_told(text)


@pytest.mark.parametrize(
    "text", ["how long will it be kept?", "where is it now?", "چند نفر جلومن؟", "how many pages is it?"]
)
def test_another_question_is_none(text: str) -> None:
    assert not asks_how_told(text, spoken_of=True)
