"""Renewals that are refused by their noun, and what is at least to be renewed."""

from __future__ import annotations

import pytest

from language.requests.speech.request import Kind, read_request
from language.requests.speech.selecting import part_fallback, without_not_only
from language.requests.titles.names import only_names


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("no renewal for The Great Gatsby", True),
        ("no extension needed for Emma", True),
        ("no renewals, thanks", True),
        ("I don't want a renewal for Emma", True),
        ("I don't want the renewal", True),
        ("an extension is not necessary", True),
        ("I don't want the renewal to fail", False),
        ("I do not want the extension to be refused", False),
        ("I don't want a renewal notice", False),
        ("no extension cords", False),
        ("no renewal fee for Emma?", False),
    ],
)
def test_a_renewal_that_nobody_wants_is_refused(text: str, refused: bool) -> None:
    assert (read_request(text, "renew").kind is Kind.REFUSAL) is refused


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("renew both, or at least Emma", "emma"),
        ("renew both. If not possible, at least Emma", "emma"),
        ("هر دو رو تمدید کن، اگه نشد حداقل بوف کور", "بوف کور"),
        ("renew Emma, or at least Dune", ""),
        ("هر دو رو تمدید کن، اگه نشد هیچ کدوم رو تمدید نکن", ""),
        ("هر دو رو تمدید کن، اگه نمیشه رزروش رو لغو کن", ""),
        ("بوف کور رو تمدید کن، اگه نشد گتسبی رو", ""),
        ("بوف کور تمدید نشده، اگه نشه گتسبی رو تمدید کن", ""),
    ],
)
def test_what_is_at_least_to_be_done_stands_behind_an_order_of_all(text: str, least: str) -> None:
    assert part_fallback(text)[1] == least


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("Emma", True),
        ("بوف کور رو تمدید کن", True),
        ("the blind owl please", False),
        ("بوف کور رو پس بگیر", False),
        ("tell me when Emma is due", False),
        ("cancel Emma", False),
        ("nothing", False),
    ],
)
def test_words_that_name_a_title_and_nothing_else(text: str, only: bool) -> None:
    assert only_names(text, ["Emma", "بوف کور"]) is only


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("renew them all, not just the first", "renew them all"),
        ("همه رو تمدید کن، نه فقط اولی", "همه رو تمدید کن"),
        ("renew not just Emma but Dune", "renew not just Emma but Dune"),
        ("renew Emma, not just today", "renew Emma, not just today"),
    ],
)
def test_not_only_leaves_nothing_out(text: str, left: str) -> None:
    assert without_not_only(text) == left
