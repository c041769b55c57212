"""The training utterances: enough of them, none twice, none taken from the text we measure with."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.settings import ROOT
from language.normalise import fold
from protocol import plain_yaml

DATA = ROOT / "data" / "nlu"
MEASURED = ROOT.parent / "shared"
COMMON = frozenset(
    "greet thanks affirm deny cancel human_help complaint loans renew hold hold_status fines loan_policy "
    "account card_registration search_book hours location facilities events".split()
)


@cache
def key(text: str) -> str:
    """Fold a text so far that only different wordings stay different; symbols alone stay as they are."""
    return re.sub(r"[\W_]+", " ", fold(text)).strip() or text.strip()


@cache
def blocks() -> list[tuple[str, Any]]:
    """Everything under `nlu` in the files, with the language of its file."""
    return [
        (path.relative_to(DATA).parts[0], entry)
        for path in sorted(DATA.rglob("*.yml"))
        for entry in plain_yaml.load(path.read_text(encoding="utf-8"))["nlu"]
    ]


def entries(*, follow_ups: bool, moves: bool = True) -> Iterator[tuple[str, str, str, str]]:
    """Training utterances as (language, intent, text, the topic before them)."""
    for language, entry in blocks():
        if "intent" not in entry or ("metadata" in entry) is not follow_ups:
            continue
        of_other_models = {"round", "describes"} & set(entry.get("metadata", {}))
        if of_other_models or (not moves and "move" in entry["metadata"]):
            continue
        after = entry.get("metadata", {}).get("after", "")
        for line in entry["examples"].splitlines():
            yield language, entry["intent"], line.removeprefix("- ").strip(), after


@cache
def examples() -> list[tuple[str, str, str]]:
    """All utterances that stand for themselves as (language, intent, text)."""
    return [(language, intent, text) for language, intent, text, _ in entries(follow_ups=False)]


def test_no_utterance_stands_twice() -> None:
    places = defaultdict(list)
    for language, intent, text in examples():
        places[key(text)].append((language, intent, text))
    assert {folded: where for folded, where in places.items() if len(where) > 1} == {}


def moves() -> Iterator[tuple[str, str]]:
    """Examples that we wrote for moves, as (move, text)."""
    for _, entry in blocks():
        metadata = entry.get("metadata", {})
        if (move := metadata.get("move")) is not None and "round" not in metadata:
            for line in entry["examples"].splitlines():
                yield move, line.removeprefix("- ").strip()


def test_what_is_said_of_a_thing_stands_once_for_its_kind() -> None:
    places = Counter((move.partition(".")[0], key(text)) for move, text in moves())
    assert {where: count for where, count in places.items() if count > 1} == {}
    counts = Counter(move for move, _ in moves())
    assert len(counts) >= 140
    assert min(counts.values()) >= 40


def test_follow_ups_follow_a_topic_and_none_stands_twice_after_one() -> None:
    said = list(entries(follow_ups=True, moves=False))
    places = Counter((language, after, key(text)) for language, _, text, after in said)
    assert {where: count for where, count in places.items() if count > 1} == {}
    known = {intent for _, intent, _ in examples()}
    assert {after for *_, after in said} | {intent for _, intent, _, _ in said} <= known
    for stays in (True, False):
        counts = Counter(language for language, intent, _, after in said if (intent == after) is stays)
        assert counts["fa"] >= 2000 and counts["en"] >= 2000


def test_messages_of_judged_conversations_say_what_came_before_them_and_what_they_asked_for() -> None:
    said = [entry for _, entry in blocks() if "round" in entry.get("metadata", {})]
    assert len(said) >= 2_000 and all(len(entry["examples"].splitlines()) == 1 for entry in said)
    known = {intent for _, intent, _ in examples()}
    assert {entry["intent"] for entry in said} <= known
    before = {entry["metadata"][name] for entry in said for name in ("after", "before") if name in entry["metadata"]}
    assert before <= known | {"fact", "signed_in"}
    sides = {"round", "answers", "way", "account", "leans", "about"}
    maybe = {"after", "before", "move", "moves_too"}
    assert all(set(entry["metadata"]) - maybe == sides for entry in said)
    named = {move for move, _ in moves()} | {"none"}
    heard = [entry["metadata"] for entry in said if "move" in entry["metadata"]]
    assert len(heard) >= 10_000
    assert {one["move"] for one in heard} | {
        move for one in heard for move in one.get("moves_too", "").split()
    } <= named
    assert {type(entry["metadata"][name]) for entry in said for name in ("account", "leans")} == {bool}


def test_what_describes_a_work_is_said_in_both_languages_and_stands_once() -> None:
    said = [
        (language, key(line.removeprefix("- ").strip()))
        for language, entry in blocks()
        if entry.get("metadata", {}).get("describes") is True
        for line in entry["examples"].splitlines()
    ]
    assert len(set(said)) == len(said)
    counts = Counter(language for language, _ in said)
    assert counts["fa"] >= 200 and counts["en"] >= 200


def test_every_intent_has_enough_examples_in_both_languages() -> None:
    counts = Counter((language, intent) for language, intent, _ in examples())
    intents = {intent for _, intent, _ in examples()}
    wanted = {
        (language, intent): 300 if intent == "out_of_scope" else 80 if intent in COMMON else 40
        for language in ("fa", "en")
        for intent in intents
    }
    assert {where: counts[where] for where, least in wanted.items() if counts[where] < least} == {}


def test_every_intent_of_the_data_is_in_the_domain_and_the_other_way_round() -> None:
    domain = plain_yaml.load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    named = {next(iter(intent)) if isinstance(intent, dict) else intent for intent in domain["intents"]}
    made_by_the_system = {"nlu_fallback", "signed_in", "stale_button", "fact"}
    assert {intent for _, intent, _ in examples()} == named - made_by_the_system


def test_nothing_is_taken_from_the_text_we_measure_with() -> None:
    files = sorted(MEASURED.glob("data/*.jsonl")) + sorted(MEASURED.glob("bench/*.jsonl"))
    if not files:
        pytest.skip("the folder with the text to measure with is not on this machine")
    ours = {key(text) for kind in (True, False) for _, _, text, _ in entries(follow_ups=kind)}
    taken = {}
    for path in files:
        for row in _rows(path):
            folded = key(row["text"])
            # One or two words that everybody says ("hi", "no, thanks") prove nothing in a public benchmark or in talk.
            talked = path.parent.name == "bench" or path.name.startswith("conversations")
            if folded in ours and (not talked or len(folded.split()) > 2):
                taken[row["text"]] = path.name
    assert taken == {}


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def held_out() -> list[dict[str, str]]:
    """The utterances that models are tested with."""
    return [row for path in sorted((ROOT / "data" / "held_out").glob("*.jsonl")) for row in _rows(path)]


def test_held_out_utterances_are_of_every_intent_in_both_languages() -> None:
    counts = Counter((row["lang"], row["intent"]) for row in held_out())
    intents = {intent for _, intent, _ in examples()}
    assert {(language, intent) for language in ("fa", "en") for intent in intents} == set(counts)
    assert min(counts.values()) >= 2


def test_no_held_out_utterance_is_trained_with() -> None:
    ours = {key(text) for _, _, text in examples()}
    assert [row["text"] for row in held_out() if key(row["text"]) in ours] == []
