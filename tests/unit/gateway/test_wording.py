"""Every sentence of the gateway's own is there in both languages, and every problem has a status."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from bot.conversation.wording import PROBLEMS, TURN_FAILED, Problem, Wording
from bot.web import page_texts
from bot.web.problems import STATUSES
from language.answers import Answers

PERSIAN = re.compile(r"[\u0600-\u06ff]")


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("problem", list(Problem))
def test_a_problem_is_told_in_both_languages(problem: Problem) -> None:
    texts = PROBLEMS[problem]
    assert set(texts) == {"fa", "en"}
    assert PERSIAN.search(texts["fa"])
    assert not PERSIAN.search(texts["en"])
    assert fields(texts["fa"]) == fields(texts["en"])
    assert not re.search(r"[0-9يك]", texts["fa"])
    assert 400 <= STATUSES[problem] < 600


def test_the_pages_say_the_same_things_in_both_languages() -> None:
    for texts in (page_texts.CHAT, page_texts.SIGN_IN, page_texts.SIGNED_IN):
        assert set(texts["fa"]) == set(texts["en"])
        for name, text in texts["fa"].items():
            assert fields(text) == fields(texts["en"][name])
            assert name == "other_language" or PERSIAN.search(text)
    assert page_texts.number(15, "fa") == "۱۵"


def test_the_librarys_own_apology_comes_first() -> None:
    own = Answers.from_domain(
        {
            "responses": {
                TURN_FAILED: [
                    {"text": "شرمنده", "condition": [{"type": "slot", "name": "language", "value": "fa"}]},
                    {"text": "So sorry", "condition": [{"type": "slot", "name": "language", "value": "en"}]},
                ]
            }
        }
    )
    wording = Wording(own)
    assert wording.apology("fa") == "شرمنده"
    assert wording.apology("en") == "So sorry"


def test_without_the_librarys_answers_there_is_an_apology_all_the_same(tmp_path: Path) -> None:
    broken = tmp_path / "domain.yml"
    broken.write_text("responses: [", encoding="utf-8")
    for wording in (Wording(), Wording.load(broken), Wording.load(tmp_path / "none.yml")):
        assert PERSIAN.search(wording.apology("fa"))
        assert wording.apology("en").startswith("Sorry")
