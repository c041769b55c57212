"""What of a text is read."""

from __future__ import annotations

from engine.nlu.texts import readable, shortened


def test_long_numbers_stand_for_their_kind() -> None:
    assert readable("شابک ۹۷۸۶۰۰۱۲۳۴۵۶۷ دارید") == readable("شابک 978-0-14-044913-6 دارید")


def test_a_long_text_is_cut_to_its_beginning_and_its_end() -> None:
    cut = shortened("a" * 3000 + "b" * 3000)
    assert set(cut) == {"a", "b", " "}
    assert cut.count("a") == 2 * cut.count("b") == 50
    assert shortened("short enough") == "short enough"
