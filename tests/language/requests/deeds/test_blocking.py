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
    "text",
    [
        "cancel it so nobody can use it",
        "الان می‌تونین ببندیدش؟",
        "باطلش کن",
        "میخام باطلش کیند",
        "lock the card for now",
    ],
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
        ("هر چی کارتن‌ها رو می‌گردم چشم‌هایش نیست که نیست فکر کنم گم شده", False),
        ("کارتن کتابا رو گم کردم", False),
        ("با کارت خواهرم کتاب گرفتم گم شد", False),
        ("karton gom shod", False),
        ("کیف پولم با کارت کتابخانه دزدیده شد", True),
        ("کیفم با کارتم گم شده", True),
        ("kifam ba kartam gom shod", True),
        ("کارت کتابخونه‌م نیست که نیست", True),
        ("kart ketabkhunam gom shode", True),
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


@pytest.mark.parametrize(
    "text",
    [
        "yes, go ahead",
        "yes please, have it blocked",
        "Thanks. Yes, please do have it blocked. May I bring a book back without it?",
        "what do I have to confirm? yes, block it!",
        "sure, register the request please",
        "آره ببند دیگه!",
        "بله لطفا ثبت کنید",
        "باشه انجامش بدید مرسی",
        "are sabt kon lotfan",
    ],
)
def test_a_yes_with_the_order_behind_it_is_one_where_it_was_asked(text: str) -> None:
    assert orders_block(text, lost=True, asked=True)


@pytest.mark.parametrize(
    "text",
    [
        "بله پیداش کردم، نیازی به ثبت نیست",
        "بله پیدا شد، ثبت نفرمایید",
        "باشه پس فعلا انجام نده",
        "آره ولی فعلا مسدود نشه",
        "آره ولی فعلا دست نگه دار، ثبتش نزن",
        "are vali felan sabt nashe",
        "باشه نمیخواد ببندید",
        "آره ثبت کن. نه صبر کن",
        "yes I found it, so blocking is pointless now",
        "yes, cancel that block",
        "yes go ahead. no wait, I found it",
        "yes I would like to know what blocking does first",
        "yes I will go ahead and look for it at home first",
        "sure, my bank will block theirs today",
        "yeah, my brother had his blocked too",
        "yes it is already blocked, I called this morning",
        "yes I wanted to file a complaint about the guard",
        "yes I found it, please register that it is found",
        "yes, do it tomorrow",
        "yes I do it later",
        "آره، دوستم کارتش رو بلاک کرده بود",
        "باشه خودم حضوری میام ثبت میکنم",
        "Is it better to have it blocked?",
        "I'd rather have it blocked only tomorrow",
        "my sister wanted to get it blocked",
    ],
)
def test_a_yes_that_takes_it_back_or_only_mentions_it_orders_nothing(text: str) -> None:
    assert not orders_block(text, lost=True, asked=True)
