"""Orders to have a lost card blocked, and what only sounds like one."""

from __future__ import annotations

import pytest

from language.requests.deeds.blocking import orders_block, tells_lost_card


@pytest.mark.parametrize(
    "text",
    [
        "block it please",
        "can you freeze my library card now?",
        "مسدودش کن لطفاً",
        "میشه بسوزونینش کسی باهاش کتاب نگیره",
        "کارتمو غیرفعال کنید",
        "masdudesh konid lotfan",
    ],
)
def test_an_order_is_heard_by_itself(text: str) -> None:
    assert orders_block(text)


@pytest.mark.parametrize(
    "text", ["cancel it so nobody can use it", "الان می‌تونین ببندیدش؟", "باطلش کن", "lock the card for now"]
)
def test_wider_words_count_once_the_loss_was_told(text: str) -> None:
    assert orders_block(text, lost=True)
    assert not orders_block(text)


@pytest.mark.parametrize(
    "text", ["why is my card blocked?", "چرا کارتم مسدود شده؟", "don't block it", "مسدودش نکن", "ساعت چند می‌بندید؟"]
)
def test_what_only_sounds_like_one_is_none(text: str) -> None:
    assert not orders_block(text, lost=True)


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("I've lost my library card", True),
        ("my card was stolen on the bus", True),
        ("can't find my membership card", True),
        ("کارتم رو گم کردم", True),
        ("kart ozviatam gom shode", True),
        ("my bank card is lost", False),
        ("my card has expired", False),
        ("کارتم تا کی اعتبار داره", False),
    ],
)
def test_a_lost_card_is_told_in_many_words(text: str, lost: bool) -> None:
    assert tells_lost_card(text) is lost
