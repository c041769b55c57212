"""Numbers of cases and hidden numbers on a page: read in their own direction, and held together."""

from __future__ import annotations

import re

import pytest

from bot.console.frame.pages import TEMPLATES
from bot.console.frame.tokens import token, tokens
from tests.support.html import Page


@pytest.mark.parametrize(
    "number",
    [
        "K-000001",
        "••••۱۰۰۱",
        "…1001",
        "021-…01",
        "۰۲۱-…۰۱",
        "0912…34",
        "•••345",
        "021-55550100",
        "۰۲۱-۰۰۰۰۱۵۰۰",
        "+98-21-55550100",
    ],
)
def test_a_number_in_a_text_is_held_in_its_own_direction(number: str) -> None:
    page = Page(str(tokens(f"شکایت <شما> با {number} ثبت شد.")))
    (held,) = page.all("bdi")
    assert held.text() == number
    assert (held.attributes["dir"], held.attributes["class"]) == ("ltr", "nowrap")
    assert page.text == f"شکایت <شما> با {number} ثبت شد."
    assert str(tokens(number)) == str(token(number))


@pytest.mark.parametrize(
    "text", ["", "صبر کنید… ۵ دقیقه", "K-12", "• ۳ کتاب", "a < b", "1405-09-09", "8-16", "978-964-448-001-5"]
)
def test_other_texts_stay(text: str) -> None:
    assert "<bdi" not in tokens(text)


def test_no_template_writes_such_a_number_by_itself() -> None:
    names = r"(?:\w+\.)?(?:case_number|card_masked|card_last4|(?:file|case)\.number)"
    bare = re.compile(rf"(?:>|…)\s*\{{\{{ *{names}\b(?! \| token)[^}}|]*\}}\}}<")
    sources = {page.name: page.read_text(encoding="utf-8") for page in TEMPLATES.rglob("*.html")}
    found = [f"{name}: {one}" for name, source in sources.items() for one in bare.findall(source)]
    assert found == []
