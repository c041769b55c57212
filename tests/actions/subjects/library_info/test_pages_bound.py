"""What counted pages cost with their binding: added once where it is wanted, and where nothing else is counted."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from actions.facts.totals import is_bound
from crm.knowledge.facts import FactValues, add_fact
from tests.support.store_rows import SARA
from tests.support.talk import Begin

COLOUR = FactValues(
    "print_scan", "چاپ رنگی چند است؟", "How much is a colour page?", "هر برگ ۴۰٬۰۰۰ ریال.",
    "A colour page is 40,000 rials.", also="\ncolour printing price\ncolour pages\nبرگ رنگی",
)  # fmt: skip
BINDING = FactValues(
    "print_scan", "صحافی چند است؟", "What does binding cost?", "صحافی سیمی ۱۰۰٬۰۰۰ ریال است.",
    "Spiral binding costs 100,000 rials.", also="\nspiral binding",
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("how much are 40 colour pages plus spiral binding?", True),
        ("200 black and white pages bound please, price?", True),
        ("۸۰ صفحه سیاه و سفید با صحافی سیمی چقدر میشه؟", True),
        ("60 safhe siah sefid ba simi chande", True),
        ("30 colour pages without binding", False),
        ("۳۰ صفحه رنگی بدون صحافی", False),
        ("2 copies of 90 black and white pages with binding", False),
        ("90 colour pages, 3 bindings", False),
        ("do you bind documents?", False),
        ("20 colour pages, and can you bind a book?", False),
        ("10 colour pages; is the book bound in leather?", False),
        ("10 black and white pages please, spiral notebook paper?", False),
        ("is there a boundary of 50 colour pages?", False),
    ],
)
def test_pages_counted_once_are_bound_once(words: str, bound: bool) -> None:
    assert is_bound(words) is bound


@pytest.mark.parametrize(
    ("language", "words", "total"),
    [("en", "how much are 10 colour pages plus binding?", "500,000"), ("fa", "۱۰ برگ رنگی با صحافی چنده؟", "۵۰۰٬۰۰۰")],
)
async def test_the_price_of_binding_is_added(
    services: Services, begin: Begin, language: str, words: str, total: str
) -> None:
    for fact in (COLOUR, BINDING):
        await add_fact(services.store, fact, by=SARA)
    said = await (await begin(language)).says("print_scan", words)
    assert said.names == ["utter_fact_sum"] and total in said.text


async def test_without_a_price_of_binding_the_pages_alone_are_reckoned(services: Services, begin: Begin) -> None:
    await add_fact(services.store, COLOUR, by=SARA)
    said = await (await begin("en")).says("print_scan", "how much are 10 colour pages plus binding?")
    assert said.names == ["utter_fact_total"]
