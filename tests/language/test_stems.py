"""Stems: one form of a word finds the others."""

import pytest

from language.stems import stem, stems


@pytest.mark.parametrize(
    "forms",
    [
        ("کتاب", "کتاب‌ها", "کتابا", "کتاب‌هایم", "کتابامونو"), ("مهمان", "مهمون", "مهمان‌ها"),
        ("نمازخانه", "نمازخونه"), ("کارت", "کارتمو", "کارتش"), ("دانشجو", "دانشجویان", "دانشجوها"),
        ("printer", "printers"), ("scan", "scanning", "scanned", "scans"), ("study", "studies"),
    ],
)  # fmt: skip
def test_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({" ".join(stems(form)) for form in forms[:4]}) == 1, [stems(form) for form in forms]


@pytest.mark.parametrize(("one", "other"), [("کار", "کارت"), ("باز", "بازی"), ("glass", "glas"), ("bus", "business")])
def test_other_words_keep_theirs(one: str, other: str) -> None:
    assert stem(one) != stem(other)
