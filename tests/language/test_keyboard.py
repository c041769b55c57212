"""Words typed on the other keyboard are read as they were meant; whatever is a word already stays."""

from __future__ import annotations

import pytest

from language.keyboard import as_meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("jlndn ;k", "تمدید کن"),
        ("n,fhvi sghl", "دوباره سلام"),
        ("[lui fhc isjdn?", "جمعه باز هستید؟"),
        ("قثدثص پغ ذخخن", "renew my book"),
    ],
)
def test_the_other_layout_is_undone(typed: str, meant: str) -> None:
    assert as_meant(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "Moby-Dick",
        "boof koor",
        "salam",
        "سووشون",
        "هری پاتر",
        "20001001",
        "1405",
        "ok",
        "",
        "😀",
        "a@b.example",
        "Kelidar; Dowlatabadi",
    ],
)
def test_what_is_meant_as_typed_stays(typed: str) -> None:
    assert as_meant(typed) == typed
