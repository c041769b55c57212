"""Whether things may be returned elsewhere is answered as that; and until what hour a book that waits is collected."""

from __future__ import annotations

import pytest

from actions.subjects.library_info.hours_heard import asks_until_what_hour
from actions.subjects.loans.returned_elsewhere import asks_to_return_elsewhere


@pytest.mark.parametrize(
    "text",
    [
        "May I return the two books that I have at any branch, for example at Bagh-Ferdows?",
        "can I bring them back to another branch",
        "Do I have to return it at the branch where I got it, or is it ok to hand it in at any branch?",
        "می‌تونم کتابو هر شعبه‌ای پس بدم؟",
        "میشه تو یه شعبه دیگه تحویلش بدم؟",
        "mishe har shobei pas bedam?",
        "I got them at Central. Can I give them back in a different branch? Thank you!",
    ],
)
def test_returning_elsewhere_is_asked(text: str) -> None:
    assert asks_to_return_elsewhere(text)


@pytest.mark.parametrize(
    "text",
    [
        "can I collect my reservation at another branch?",
        "can I return a book on Friday at any branch?",
        "which branch has a return box?",
        "I'll return it tomorrow at any branch you like",
        "I returned it at another branch last week",
        "can I return films at any branch?",
        "میشه رزروم رو از شعبه دیگه تحویل بگیرم؟",
        "کتاب رو پس دادم شعبه دیگه",
        "Can I return it at any branch? And when do you open?",
        "do you have it at any branch?",
    ],
)
def test_something_else_is_asked(text: str) -> None:
    assert not asks_to_return_elsewhere(text)


@pytest.mark.parametrize(
    "text",
    [
        "پیامک اومده کتابم آماده‌ست. تا ساعت چند می‌تونم بیام بگیرمش",
        "کتاب رزروم رسیده، تا چه ساعتی بیام تحویل بگیرم؟",
        "I got a text that my book is ready, how late can I pick it up?",
        "my reserved book has arrived, until what time can I come?",
        "ketabam amade ast, ta saat chand biam begiram?",
    ],
)
def test_until_what_hour_it_is_collected(text: str) -> None:
    assert asks_until_what_hour(text)


@pytest.mark.parametrize(
    "text",
    [
        "تا کی نگهش می‌دارین؟",
        "کتابم آماده‌ست، تا چند روز می‌تونم بیام بگیرمش؟",
        "until which day can I collect it, it is ready",
        "until what time are you open?",
        "when will my reservation be ready?",
        "the room I reserved, until what time is it mine?",
    ],
)
def test_no_hour_of_collecting(text: str) -> None:
    assert not asks_until_what_hour(text)
