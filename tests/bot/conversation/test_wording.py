"""Every sentence of the gateway's own is there in both languages, and every problem has a status."""

from __future__ import annotations

import json
import re
import string
from pathlib import Path

import pytest

from bot.conversation.wording import (
    NEEDED,
    NOBODY_CAME,
    TURN_FAILED,
    TurnProblem,
    Wording,
    WordingError,
    problem_text,
)
from bot.pages.page_texts import page_language
from bot.settings import ROOT
from bot.texts.numbers import number
from bot.web.problems import STATUSES
from tests.support.givens import NOW

PERSIAN = re.compile(r"[\u0600-\u06ff]")


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("problem", list(TurnProblem))
def test_a_problem_is_told_in_both_languages(problem: TurnProblem) -> None:
    texts = {language: problem_text(problem, language) for language in ("fa", "en")}
    assert PERSIAN.search(texts["fa"])
    assert not PERSIAN.search(texts["en"])
    assert fields(texts["fa"]) == fields(texts["en"])
    assert not re.search(r"[0-9يك]", texts["fa"])
    assert 400 <= STATUSES[problem] < 600


def test_a_page_is_told_its_language() -> None:
    persian, english = page_language("fa"), page_language("en")
    assert (persian["lang"], persian["dir"], persian["other"]) == ("fa", "rtl", "en")
    assert (english["lang"], english["dir"], english["other"]) == ("en", "ltr", "fa")
    assert PERSIAN.search(persian["t"]("page.sign_in.title")) and not PERSIAN.search(english["t"]("page.sign_in.title"))
    assert number(15, "fa") == "۱۵"
    assert number(15, "en") == "15"


def test_what_the_gateway_says_is_the_librarys_to_word() -> None:
    wording = Wording.load(ROOT / "domain.yml")
    said = {
        language: (
            wording.apology(language),
            wording.nobody_came(language, "K-000012", NOW),
            wording.nobody_yet(language, 3)[0],
            wording.somebody_came(language, "Sara"),
            wording.handed_back(language),
            wording.ended(language),
        )
        for language in ("fa", "en")
    }
    assert all(PERSIAN.search(text) for text in said["fa"])
    assert not any(PERSIAN.search(text) for text in said["en"])
    assert "K-000012" in said["fa"][1]
    assert "K-000012" in said["en"][1]


def test_another_wording_is_taken_as_it_is(tmp_path: Path) -> None:
    domain = tmp_path / "domain.yml"
    worded = dict.fromkeys(NEEDED, "Well") | {TURN_FAILED: "So sorry", NOBODY_CAME: "Kept as {number}"}
    domain.write_text(
        json.dumps({"responses": {name: [{"text": text}] for name, text in worded.items()}}), encoding="utf-8"
    )
    wording = Wording.load(domain)
    assert wording.apology("en") == "So sorry"
    assert wording.nobody_came("en", "K-1", None) == "Kept as K-1"


@pytest.mark.parametrize("text", ["responses: [", "responses: {}", "[]", None])
def test_answers_that_cannot_be_used_are_told_at_the_start(tmp_path: Path, text: str | None) -> None:
    domain = tmp_path / "domain.yml"
    if text is not None:
        domain.write_text(text, encoding="utf-8")
    with pytest.raises(WordingError):
        Wording.load(domain)
