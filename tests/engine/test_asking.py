"""Parts of a message that were not answered: which of them are named."""

from __future__ import annotations

import pytest

from engine.asking import may_be_named, only_tells


@pytest.mark.parametrize(
    "text",
    [
        "and is old, the other I don't remember",
        "Best, Farid Nouri",
        "but was never there",
        "قرارداد خونه به اسم منه نه اون",
        "صبح‌ها شیفتم",
    ],
)
def test_what_only_tells_is_not(text: str) -> None:
    assert only_tells(text) and not may_be_named(text)


@pytest.mark.parametrize(
    "text",
    [
        "and is it free",
        "and is there a lift",
        "and renew my books",
        "what about Sunday?",
        "همون کاری که گفتی رو بکن",
        "جمعه هم بازید",
    ],
)
def test_what_asks_or_orders_is(text: str) -> None:
    assert not only_tells(text) and may_be_named(text)
