"""What the benchmark of understanding measures with: public sets, twins and folds, tables, the command itself."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.nlu import __main__ as command
from benchmarks.nlu import public, tables
from benchmarks.nlu.default import pipeline, thinned
from benchmarks.nlu.refusing import noticed_at
from benchmarks.nlu.sets import ROOT, Example, benchmark, folds, own, twins
from engine.nlu.intents import BilingualIntentClassifier


def options() -> dict[str, Any]:
    return BilingualIntentClassifier.get_default_config() | {"vectors": "none"}


def write(file: Path, rows: list[dict[str, Any]]) -> Path:
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return file


def small_set(outside: str, **more: str) -> list[dict[str, Any]]:
    said = {
        "pay": ["pay the bill", "i want to pay", "paying my bill", "bill payment please"],
        "fly": ["book a flight", "i want to fly", "flights to rome", "a plane ticket please"],
        outside: ["what is a cloud", "sing for me", "how tall is the tower", "tell a story"],
    }
    return [
        {"text": f"{text}{' now' * (split == 'test')}", "lang": "en", "intent": intent, "split": split, **more}
        for intent, texts in said.items()
        for split in ("train", "valid", "test")
        for text in texts
    ]


def test_the_label_for_out_of_scope_becomes_ours(tmp_path: Path) -> None:
    file = write(tmp_path / "set.jsonl", [*small_set("oos", version="v1"), *small_set("oos", version="v2")])
    data = benchmark(file, outside="oos", version="v1")
    assert (len(data.train), len(data.valid), len(data.test)) == (12, 12, 12)
    assert Counter(example.intent for example in data.train) == {"pay": 4, "fly": 4, "out_of_scope": 4}


def test_our_own_texts_have_an_intent_and_a_language() -> None:
    examples = own()
    assert {example.lang for example in examples} == {"fa", "en"}
    assert all(example.text and not example.text.startswith("-") for example in examples)
    domain = (ROOT / "domain.yml").read_text(encoding="utf-8")
    assert all(intent in domain for intent in {example.intent for example in examples})


def test_twins_are_each_others_nearest_within_an_intent() -> None:
    examples = [
        Example("سلام", "greet", "fa"),
        Example("درود", "greet", "fa"),
        Example("hello", "greet", "en"),
        Example("خداحافظ", "goodbye", "fa"),
        Example("hello again", "goodbye", "en"),
    ]
    # The languages lie apart in the third direction; without levelling it no text would have a twin worth the name.
    vectors = np.asarray([[1, 0, 1], [0, 1, 1], [1, 0, -1], [0.5, 0.5, 1], [0, 1, -1]], dtype=np.float32)
    groups = twins(examples, vectors)
    assert groups[0] == groups[2] != groups[1]
    assert groups[3] == groups[4] != groups[0]


def test_a_group_stays_in_one_fold_and_intents_are_spread() -> None:
    examples = [Example(str(i), "ab"[i % 2], "en") for i in range(40)]
    groups = np.asarray([i // 4 * 2 + i % 2 for i in range(40)])
    fold = folds(examples, groups, 5)
    for group in set(groups.tolist()):
        assert len(set(fold[groups == group].tolist())) == 1
    for intent in "ab":
        there = [int(at) for at, example in zip(fold, examples, strict=True) if example.intent == intent]
        assert set(Counter(there).values()) == {4}
    assert fold.tolist() == folds(examples, groups, 5).tolist()


def test_the_public_sets_are_measured_as_they_define(tmp_path: Path) -> None:
    figures = public.clinc(write(tmp_path / "c.jsonl", small_set("oos")), options())
    assert figures["in_scope_accuracy_without_threshold"] >= figures["in_scope_accuracy"] >= 0.5
    assert 0.5 <= figures["oos_recall"] <= 1.0
    rows = [row for row in small_set("NO_NODES_DETECTED", version="v1") if row["split"] != "valid"]
    rows = [row for row in rows if row["intent"] != "NO_NODES_DETECTED" or row["split"] == "test"]
    figures = public.hint3(write(tmp_path / "h.jsonl", rows), options())
    assert figures["in_scope_accuracy"] >= 0.75
    assert 0.0 < figures["best_mcc"] <= 1.0
    figures = public.massive(write(tmp_path / "m.jsonl", small_set("talk")), options())
    assert figures["accuracy"] >= 0.5
    assert figures["training_processor_seconds"] >= 0.0


def test_the_default_pipeline_is_the_one_that_rasa_ships() -> None:
    steps = {step["name"]: step for step in pipeline()}
    assert steps["DIETClassifier"]["epochs"] == 100
    assert "FallbackClassifier" in steps


def test_a_table_has_a_line_for_every_group() -> None:
    figures = {"rows": 3, "accuracy": 0.5, "oos_recall": None, "ms_p95": 12.25}
    lines = tables.figures_table({"file": {"all": figures, "fa": figures, "confusions": []}}).splitlines()
    assert [line.split()[0] for line in lines[1:]] == ["file", "fa"]
    assert "12.25" in lines[1]
    assert "–" in lines[1]
    shown = tables.public_table("set", {"accuracy": 0.87}, {"accuracy": 0.9})
    assert "0.87" in shown
    assert "to reach 0.9" in shown


def test_what_is_not_there_is_named_and_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "SHARED", tmp_path)
    assert command.main(["--part", "public"]) == 0
    out = capsys.readouterr().out
    assert "left out: massive_fa" in out
    assert "left out: default" in out
    assert command.main(["--part", "public", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["left_out"]) == 6


def test_a_wrong_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text("{}\n", encoding="utf-8")
    assert command.main([str(file)]) == 2
    assert "rows.jsonl, line 1" in capsys.readouterr().err


@pytest.mark.parametrize("share", ["0", "1.5", "half"])
def test_a_share_that_is_none_is_refused(share: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["--share", share])
    assert "--share" in capsys.readouterr().err


def test_the_ablation_takes_parts_away_and_puts_them_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from benchmarks.nlu import ablation, ours
    from engine.nlu import model, training

    examples = [Example(row["text"], row["intent"], row["lang"]) for row in small_set("out_of_scope")]
    examples = list({example.text: example for example in examples}.values())
    monkeypatch.setattr(ablation, "own", lambda: examples)
    monkeypatch.setattr(ours, "own", lambda: examples)
    monkeypatch.setattr(ablation, "production_options", options)
    readable, known = model.readable, training.known_texts
    file = write(tmp_path / "rows.jsonl", [{"text": "pay the bill", "lang": "en", "intent": ["pay", "fly"]}])
    said: list[str] = []
    results = ablation.ablation([file], said.append)
    taken_out = ["scores not corrected", "nothing known by heart", "no folding of letters"]
    assert list(results) == ["as in production", *taken_out]
    assert results["as in production"]["rows.jsonl"]["accuracy"] == 1.0
    assert 0 < results["nothing known by heart"]["data/nlu"]["rows"] < len(examples)
    assert any(line.startswith("no folding of letters") for line in said)
    assert (model.readable, training.readable, training.known_texts) == (readable, readable, known)


def test_ways_of_refusing_are_compared_at_one_price() -> None:
    strange = np.asarray([0.1, 0.2, 0.3, 0.9, 0.95, 0.25])
    outside = np.asarray([False, False, False, False, True, True])
    # One in-scope text of four may be declined: only what is stranger than the other three is noticed.
    assert noticed_at(strange, outside, 0.25) == 0.5
    assert noticed_at(strange, outside, 0.0) == 0.5
    assert noticed_at(strange, outside, 0.75) == 1.0


def test_both_pipelines_learn_from_the_same_share_of_every_intent(tmp_path: Path) -> None:
    data = thinned(tmp_path / "data", 0.1)
    whole, part = Counter((each.intent, each.lang) for each in own()), own(data / "nlu")
    assert Counter((each.intent, each.lang) for each in part) == {key: -(-count // 10) for key, count in whole.items()}
    assert {each.text for each in part} <= {each.text for each in own()}
    assert (data / "rules").is_dir()
    assert own(thinned(tmp_path / "again", 0.1) / "nlu") == part
