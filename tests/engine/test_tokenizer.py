"""The tokenizer: words as the folding sees them, at their places in the text as it was written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.nlu.tokenizer import BilingualTokenizer
from language.normalise import fold

ROOT = Path(__file__).parents[2]


def made(**options: Any) -> BilingualTokenizer:
    return BilingualTokenizer({**BilingualTokenizer.get_default_config(), **options})


@pytest.fixture(scope="module")
def tokenizer() -> BilingualTokenizer:
    return made()


def tokens_of(tokenizer: BilingualTokenizer, text: str) -> list[Token]:
    return tokenizer.tokenize(Message({TEXT: text}), TEXT)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Renew my books!", ["Renew", "my", "books", "!"]),
        ("do you have «کلیدر»?", ["do", "you", "have", "«", "کلیدر", "»", "?"]),
        ("می‌خوام كتاب‌هایم رو تمدید کنم", ["می‌خوام", "كتاب‌هایم", "رو", "تمدید", "کنم"]),
        ("می خوام کتاب هام رو", ["می خوام", "کتاب هام", "رو"]),
        ("نمی دانم", ["نمی دانم"]),
        ("خانه ی ادریسی ها", ["خانه ی", "ادریسی ها"]),
        ("میدان انقلاب رو به رو", ["میدان", "انقلاب", "رو", "به", "رو"]),
        ("سلام،خوبی؟ISBN", ["سلام", "،", "خوبی", "؟", "ISBN"]),
        ("شابک ۹۷۸-۰-۱۴-۱۰۳۶۱۴-۴ موجوده؟", ["شابک", "۹۷۸-۰-۱۴-۱۰۳۶۱۴-۴", "موجوده", "؟"]),
        ("isbn 978 0 14 103614 4.", ["isbn", "978 0 14 103614 4", "."]),
        ("ایمیل من a.b-c@lib.example.ir است", ["ایمیل", "من", "a.b-c@lib.example.ir", "است"]),
        ("ســلام 👋 dear", ["ســلام", "👋", "dear"]),
        ("", []),
        ("   \u200c ", []),
    ],
)
def test_words_as_they_were_written(tokenizer: BilingualTokenizer, text: str, written: list[str]) -> None:
    tokens = tokens_of(tokenizer, text)
    assert [text[token.start : token.end] for token in tokens] == written
    assert [token.text for token in tokens] == [fold(word) for word in written]


PIECES = st.one_of(
    st.sampled_from(
        "می نمی خوام ها های ی ام کتاب خانه سلام، ؟ « » . , ! renew don't e.g. ۱۲۳ ٤٥ 978-0-14-103614-4"
        " a@b.ir 👋 ـ ّ \u200c \u200f ﷲ É".split(" ")
    ),
    st.text(max_size=8),
)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(PIECES, st.sampled_from(["", " ", "\u200c", "  ", "\n"])), max_size=14))
def test_every_token_is_at_its_place(tokenizer: BilingualTokenizer, pieces: list[tuple[str, str]]) -> None:
    text = "".join(piece + gap for piece, gap in pieces)
    end = 0
    kept = []
    for token in tokens_of(tokenizer, text):
        assert end <= token.start < token.end <= len(text)
        assert token.text == fold(text[token.start : token.end]) != ""
        kept.append(text[end : token.start])
        end = token.end
    # Nothing that means anything lies between two tokens.
    assert not any(fold(between) for between in [*kept, text[end:]])


def test_the_pattern_option_parts_tokens_further() -> None:
    parted = tokens_of(made(token_pattern=r"[a-z]+|\d+"), "room12 please")
    assert [(token.text, token.start, token.end) for token in parted] == [
        ("room", 0, 4),
        ("12", 4, 6),
        ("please", 7, 13),
    ]


def test_intents_are_parted_when_asked_for() -> None:
    message = Message({TEXT: "renew", INTENT: "hold+status"})
    made(intent_tokenization_flag=True, intent_split_symbol="+").process_training_data(TrainingData([message]))
    assert [token.text for token in message.get("intent_tokens")] == ["hold", "status"]


@pytest.mark.parametrize("wanted", [True, False])
def test_training_utterances_are_tokenized_where_that_is_wanted(wanted: bool) -> None:
    message = Message({TEXT: "renew it"})
    made(training=wanted).process_training_data(TrainingData([message]))
    assert [token.text for token in message.get("text_tokens") or []] == (["renew", "it"] if wanted else [])


@pytest.mark.parametrize("wanted", [True, False])
def test_messages_are_tokenized_where_that_is_wanted(wanted: bool) -> None:
    [message] = made(reading=wanted).process([Message({TEXT: "renew it"})])
    assert [token.text for token in message.get("text_tokens") or []] == (["renew", "it"] if wanted else [])


def test_every_option_is_one_of_rasas_own_but_the_last_two() -> None:
    assert set(BilingualTokenizer.get_default_config()) == {
        "intent_tokenization_flag", "intent_split_symbol", "token_pattern", "prefix_separator_symbol",
        "training", "reading",
    }  # fmt: skip
    assert BilingualTokenizer.required_packages() == ["spacy"]


@pytest.mark.parametrize("options", [{}, {"training": False}, {"training": False, "reading": False}])
def test_the_rules_are_there_before_the_first_text_where_tokens_are_wanted(options: dict[str, bool]) -> None:
    """In a process of its own: modules that were imported stay."""
    script = f"""
import sys
from engine.nlu.tokenizer import BilingualTokenizer
BilingualTokenizer({{**BilingualTokenizer.get_default_config(), **{options!r}}})
print("spacy" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == f"{options.get('reading', True)}\n", done.stderr
