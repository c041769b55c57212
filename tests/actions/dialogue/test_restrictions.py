"""Orders of everything that say which they mean: what of that is not understood is asked about, never taken for all."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import text

from actions.dialogue.restricting import restricts
from actions.dialogue.selecting import selected
from actions.dialogue.turn import Services
from library.values import Loan
from tests.support.statements import scalar
from tests.support.talk import Begin

FIVE_OUT, TWO_HOLDS = "20000001", "20000002"


async def attempts(services: Services) -> int:
    return int(await scalar(services.store, text("select count(*) from renewal_attempt")))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Renew everyting due in the first week of decmber"),
        ("en", "renew everything due in late december"),
        ("en", "renew all that are due after Thursday"),
        ("en", "renew all that I borrowed in november"),
        ("en", "renew all my books which are thick"),
        ("en", "renew all the thick books"),
        ("en", "renew everything before decmber 5"),
        ("en", "renew all the books from the Saadi branch"),
        ("fa", "همه کتابایی که مال پسرمه تمدید کن"),
        ("fa", "همه رو تا اخر آزرماه تمدید کن"),
        ("fa", "همه‌ی کتاب‌هایی که ماه پیش گرفتم رو تمدید کنید"),
        ("fa", "hame una ke male pesarame tamdid kon"),
    ],
)
async def test_what_is_not_understood_of_an_order_of_all_is_asked_about(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    talk = await begin(language, card=FIVE_OUT)
    said = await talk.says("renew", words)
    assert said.names == ["utter_renew_choose"] and await attempts(services) == 0


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "renew everything that I have"),
        ("en", "please renew everything on my card for as long as possible"),
        ("en", "renew all that can be renewed"),
        ("en", "I'm travelling until January, renew everything"),
        ("fa", "همه کتابایی که دستمه تمدید کن"),
        ("fa", "همه رو تا جایی که میشه تمدید کن"),
        ("fa", "لطفا همه رو تمدید کن که جریمه نشم"),
    ],
)
async def test_what_fits_all_restricts_nothing(begin: Begin, services: Services, language: str, words: str) -> None:
    talk = await begin(language, card=FIVE_OUT)
    await talk.says("renew", words)
    assert await attempts(services) == 5


@pytest.mark.parametrize(
    "words",
    [
        "renew all five books",
        "extend all of them at once",
        "هر سه تا رو تمدید کن",
        "میخواستم که همه رو تمدید کنی",
        "hame ketabayi ke daram tamdid kon",
    ],
)
def test_an_order_of_all_restricts_nothing(words: str) -> None:
    assert not restricts(words)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("renew everything due in the first week of December", [1, 5]),
        ("renew everything due in the second week of December", [9]),
        ("renew everything due in December", [1, 5, 9, 30]),
        ("renew everything due by December 5", [1, 5]),
        ("renew everything due in the first half of December", []),
        ("renew everything due after December 5", []),
    ],
)
def test_a_part_of_a_month_is_not_the_month(words: str, days: list[int]) -> None:
    loans = [_loan(day) for day in (1, 5, 9, 30)]
    turn: Any = SimpleNamespace(text=words, is_payload=False, today=date(2026, 11, 24))
    found = selected(turn, loans)
    assert found is not None and [one.due_date.day for one in found] == days


def _loan(day: int) -> Loan:
    due = datetime(2026, 12, day, 20, tzinfo=UTC)
    return Loan(str(day), "", "", None, "", "book", None, None, due, due.date(), 0, 2, False, 0, True)


async def test_all_reservations_that_are_not_understood_are_not_the_ones_to_cancel(begin: Begin) -> None:
    talk = await begin("en", card=TWO_HOLDS)
    said = await talk.says("cancel_hold", "cancel all reservations that are for my son")
    assert said.names == ["utter_cancel_hold_which"]
    all_of_them = await talk.says("cancel_hold", "cancel all my reservations")
    assert all_of_them.names == ["utter_cancel_hold_confirm"]
