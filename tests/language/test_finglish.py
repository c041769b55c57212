"""Persian in Latin letters over all training examples: found where it is, and not where English is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from language.detect import detect, is_finglish

DATA = Path(__file__).parents[2] / "data" / "nlu"
EXAMPLE = re.compile(r"^ +- (?!intent:)(.+)$", re.MULTILINE)
# Of each hundred.
FALSE_ALARMS = 1.0
HITS = 95.0


def examples(lang: str) -> list[str]:
    """Read the examples line by line: the engine's environment and the application's have different YAML readers."""
    return [text for file in sorted((DATA / lang).glob("*.yml")) for text in EXAMPLE.findall(file.read_text("utf-8"))]


def test_english_is_hardly_ever_taken_for_finglish() -> None:
    english = examples("en")
    wrong = [text for text in english if is_finglish(text)]
    print(f"{len(wrong)} false alarms in {len(english)} English examples")
    assert len(english) > 3000
    assert 100 * len(wrong) / len(english) < FALSE_ALARMS, wrong


def test_finglish_examples_are_found() -> None:
    latin = [text for text in examples("fa") if re.search("[a-z]{2}", text) and not re.search("[\u0600-\u06ff]", text)]
    # One word may be a word of either language.
    sentences = [text for text in latin if len(text.split()) > 1 and "isbn" not in text.casefold()]
    missed = [text for text in sentences if not is_finglish(text)]
    print(f"{len(missed)} of {len(sentences)} Finglish examples missed")
    assert len(sentences) > 200
    assert 100 * (1 - len(missed) / len(sentences)) >= HITS, missed


def test_english_examples_are_never_answered_in_persian_in_numbers() -> None:
    english = examples("en")
    wrong = [text for text in english if detect(text) == "fa"]
    assert 100 * len(wrong) / len(english) < FALSE_ALARMS, wrong


@pytest.mark.parametrize(
    "text",
    ["use a male voice", "AMA style please", "yes sure", "Where is Mario's desk?", "a dash of milk", "mini golf nearby",
     "Amir said so", "Can Ali borrow it?", "no man is an island", "sal paradise is the hero of On the Road"],
)  # fmt: skip
def test_english_with_persian_looking_words(text: str) -> None:
    assert not is_finglish(text)


@pytest.mark.parametrize(
    "text",
    ["search kar nemikone tu site", "zotero too word nemiad", "printer rangi darin", "mitunam farda biam?",
     "lotfan hesabamo check konid", "che saati mibandin"],
)  # fmt: skip
def test_finglish_around_english_words(text: str) -> None:
    assert is_finglish(text)
