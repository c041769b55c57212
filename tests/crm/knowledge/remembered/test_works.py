"""Well-known works: which titles of a catalogue are editions of one, and what is told of them."""

from __future__ import annotations

import re

import pytest

from crm.knowledge.remembered import RememberedWork, RememberedWorks
from language.normalise import fold


@pytest.fixture(scope="module")
def works() -> RememberedWorks:
    """The works of the file that is shipped."""
    return RememberedWorks()


@pytest.mark.parametrize(
    ("title", "authors"),
    [
        ("ماهی سیاه کوچولو", "صمد بهرنگی"),
        ("The Little Black Fish", "Samad Behrangi"),
        ("The little black fish: a tale", "Behrangi, Samad"),
        ("کیمیاگر", "پائولو کوئلیو؛ ترجمهٔ آرش حجازی"),
        ("The Alchemist", "Paulo Coelho"),
        ("Alchemist", "پائولو کوئیلو"),
        ("A Man Called Ove", "Fredrik Backman"),
        ("Animal Farm / a fairy story", "Orwell, George"),
    ],
)
def test_an_edition_of_a_work_is_known_by_its_title_and_author(
    works: RememberedWorks, title: str, authors: str
) -> None:
    found = works.of(title, authors)
    assert found is not None and {language for language, _ in found.told} == {"en", "fa"}


@pytest.mark.parametrize(
    ("title", "authors"),
    [
        ("The Alchemist", "Ben Jonson"),
        ("Emma", "Somebody Else"),
        ("مادر", "ماکسیم گورکی؛ ترجمهٔ محمد قاضی"),
        ("The Alchemist in Literature", "Paulo Coelho"),
        ("Emma", None),
        ("", None),
    ],
)
def test_a_book_of_the_same_name_by_another_author_is_another_book(
    works: RememberedWorks, title: str, authors: str | None
) -> None:
    assert works.of(title, authors) is None


def test_every_line_tells_something_in_both_languages_and_names_no_title_that_is_its_own(
    works: RememberedWorks,
) -> None:
    every = {one for found in works._by_title.values() for one in found}
    assert len(every) >= 1_000
    for work in every:
        assert [language for language, _ in work.told] == ["en", "fa"], work.titles
        for language, text in work.told:
            assert 40 <= len(text) <= 900, work.titles
            assert (re.search("[آ-ی]", text) is not None) is (language == "fa"), work.titles
    assert sum(_names_itself(work) for work in every) <= len(every) // 20


def _names_itself(work: RememberedWork) -> bool:
    """Tell whether a title of several words stands in what is told: of some works it is a line of theirs."""
    told = " ".join(fold(text) for _, text in work.told)
    return any(len(name.split()) >= 3 and f" {fold(name)} " in f" {told} " for name in work.titles)
