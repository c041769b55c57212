"""How texts are marked, shortened and covered."""

from __future__ import annotations

import pytest

from bot.console.frame.reading import clipped, cover, marked
from bot.console.frame.roles import PERMISSIONS
from bot.console.frame.session import Reader
from crm.messages.search import query_words
from process.pace import within
from tests.support.texts import phrase

# What stands for a name, in the language of these readers.
COVER = phrase("covered.name")


def reader(role: str) -> Reader:
    """Somebody of a role."""
    return Reader(1, role, role, role, "fa", "jalali", PERMISSIONS[role], "csrf", 1)


@pytest.mark.parametrize(
    ("text", "wanted", "hits"),
    [
        ("كتاب‌هاي هدايت", "کتابهای", ["كتاب‌هاي"]),
        ("Renewing; RENEW it", "renew", ["Renewing", "RENEW"]),
        ("Renewing it now", "renew now", ["now"]),
        ("کتاب می خواهم", "میخواهم", ["می", "خواهم"]),
        ("کتاب می‌خواهم", "می خواهم", ["می‌خواهم"]),
        ("کد ۱۲۳۴", "1234", ["۱۲۳۴"]),
        ("café", "cafe", ["café"]),
        ("nothing here", "other", []),
        ("<b>bold</b>", "bold", ["bold"]),
    ],
)
def test_marks_what_was_looked_for_however_it_is_written(text: str, wanted: str, hits: list[str]) -> None:
    parts = marked(text, query_words(wanted))
    assert "".join(piece for piece, _ in parts) == text
    assert [piece for piece, hit in parts if hit] == hits


def test_shortens_around_the_first_hit() -> None:
    text = "آغاز " * 60 + "هدف " + "پایان " * 60
    parts = clipped(marked(text, ["هدف"]), 80)
    shown = "".join(piece for piece, _ in parts)
    assert ("هدف", True) in parts and shown.startswith("… ") and shown.endswith(" …") and len(shown) < 90
    assert clipped([("کوتاه", False)]) == [("کوتاه", False)]
    assert clipped([("x" * 200, False)], 50)[0] == ("x" * 50, False)


def test_covers_names_and_numbers_only_for_those_who_may_not_read_patrons() -> None:
    text = "سلام نگار صادقی، شماره‌ات 09121234567 است؟ نگارستان باز است."
    assert cover(reader("librarian"), text, ["نگار صادقی"]) == text
    covered = cover(reader("editor"), text, ["نگار صادقی"])
    assert "صادقی" not in covered and "0912" not in covered
    # A longer word that begins alike is another word.
    assert "نگارستان" in covered and "نگار صادقی" not in covered
    assert cover(reader("editor"), "", ["x"]) == ""


@pytest.mark.parametrize(
    "text",
    ["Danielcarter", "daniel\u200bcarter", "C a r t e r", "c.a.r.t.e.r", "نگارصادقی", "منصادقی", "نگـــار", "نگاررررر",
     "نگار_صادقی", "صَادِقی", "ن گ ا ر", "صادقي"],
)  # fmt: skip
def test_a_name_is_covered_however_it_is_written(text: str) -> None:
    covered = cover(reader("editor"), text, ["Daniel Carter", "نگار صادقی"])
    assert COVER in covered
    assert not {"carter", "daniel", "نگار", "صادقی"} & set(covered.lower().replace(COVER, " ").split())


@pytest.mark.parametrize("name", ["aaa", "آآآ", "ییي", "manman", "a_a_a"])
def test_a_name_that_repeats_itself_is_covered_at_once(name: str) -> None:
    for text in (name * 600, f"{name * 600}!", "_".join(name * 600), f"{name}x" * 400, f"{'من' * 800}x"):
        assert within(0.5, lambda text=text: cover(reader("editor"), text, [name])) is not None
    assert cover(reader("editor"), f"I am {name}.", [name]) == f"I am {COVER}."


@pytest.mark.parametrize("text", ["the garden and the cars", "دیگران صدا کردند", "عالی بود", "تعلیم و تربیت"])
def test_what_only_looks_like_a_name_stays(text: str) -> None:
    assert cover(reader("editor"), text, ["Daniel Carter", "نگار صادقی", "علی"]) == text
