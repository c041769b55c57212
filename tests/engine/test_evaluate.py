"""Evaluation: the figures, the picture and the document made of rows that were read."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest

from engine.evaluation.figures import by_intent, confusions, report, report_by_group
from engine.evaluation.markdown import markdown
from engine.evaluation.names import intent_names, label
from engine.evaluation.picture import MOST, confusion_svg
from engine.evaluation.rows import EvaluationRow, read_file

ROWS = [
    EvaluationRow("ساعت کار امروز", "fa", ("hours",), "hours", 0.9, 1.0),
    EvaluationRow("saat kar emruz", "fa", ("hours",), "nlu_fallback", 0.4, 2.0),
    EvaluationRow("are you open", "en", ("hours", "location"), "location", 0.8, 3.0),
    EvaluationRow("renew | `all` of them", "en", ("renew",), "loans", 0.7, 4.0),
    EvaluationRow("extend everything", "en", ("renew",), "loans", 0.7, 5.0),
    EvaluationRow("order a pizza", "en", ("out_of_scope",), "nlu_fallback", 0.9, 6.0),
    EvaluationRow("boil an egg", "en", ("out_of_scope",), "hours", 0.9, 100.0),
]
NAMES = {"renew": ("تمدید", "Renew"), "loans": ("امانت‌ها", "My loans & dates")}


def test_the_figures_count_refusals_apart() -> None:
    figures = report(ROWS)
    assert figures["rows"] == 7
    assert figures["accuracy"] == pytest.approx(3 / 7, abs=1e-4)
    assert figures["oos_rows"] == 2
    assert figures["oos_recall"] == 0.5
    assert figures["in_scope_declined"] == 0.2
    assert (figures["ms_p50"], figures["ms_p95"]) == (4.0, 100.0)


def test_persian_in_latin_letters_is_a_group_of_its_own() -> None:
    groups = report_by_group(ROWS)
    assert list(groups) == ["all", "en", "fa", "finglish"]
    assert groups["fa"]["rows"] == 2
    assert groups["finglish"] == groups["finglish"] | {"rows": 1, "accuracy": 0.0}
    assert "finglish" not in report_by_group(ROWS[:1])


def test_nothing_to_report_on_is_no_error() -> None:
    assert report([])["accuracy"] is None
    assert report([])["macro_f1"] is None
    assert report_by_group([]) == {"all": report([])}


def test_precision_and_recall_of_an_intent() -> None:
    figures = by_intent(ROWS)
    assert figures["hours"].precision == 0.5
    assert figures["hours"].recall == 0.5
    assert figures["location"].recall == 1.0
    assert figures["renew"].precision is None
    assert figures["renew"].f1 == 0.0
    assert figures["out_of_scope"].f1 == pytest.approx(2 / 3)
    assert report(ROWS)["macro_f1"] == pytest.approx(sum(each.f1 for each in figures.values()) / len(figures), abs=1e-4)


def test_the_commonest_confusion_stands_first() -> None:
    assert confusions(ROWS)[0] == ("renew", "loans", 2)
    assert len(confusions(ROWS, most=1)) == 1


def test_the_picture_names_what_was_confused_in_both_languages() -> None:
    root = ElementTree.fromstring(confusion_svg(ROWS, NAMES, "a <file> & more"))
    texts = [element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "a <file> & more" in texts
    assert "My loans & dates · امانت‌ها" in texts
    assert "Renew · تمدید" in texts
    assert "2" in texts
    # An intent that took part in no error is left out.
    assert "location" not in texts


def test_the_picture_stays_readable_with_many_intents() -> None:
    rows = [EvaluationRow("x", "en", (f"right{i:02}",), f"read{i:02}", 0.5, 1.0) for i in range(60)]
    root = ElementTree.fromstring(confusion_svg(rows, {}, "many"))
    turned = [element for element in root.iter("{http://www.w3.org/2000/svg}text") if element.get("transform")]
    assert len(turned) == MOST


def test_a_picture_without_errors_says_so() -> None:
    assert "Nothing was confused" in confusion_svg(ROWS[:1], {}, "good")


def test_the_document_holds_figures_intents_and_examples() -> None:
    document = markdown(ROWS, NAMES, "rows.jsonl")
    assert document.startswith("# rows.jsonl\n")
    assert "| all | 7 | 42.9 % |" in document
    assert "| Persian in Latin letters | 1 |" in document
    assert "| renew (تمدید · Renew) | 2 | – | 0.0 % | 0.0 % |" in document
    assert "- 2 × **renew (تمدید · Renew)** read as **loans (امانت‌ها · My loans & dates)**" in document
    # A text can neither end its quotation nor a table.
    assert "  - `renew ¦ 'all' of them`" in document


def test_every_intent_that_is_offered_has_both_names() -> None:
    names = intent_names()
    assert names["renew"][0]
    assert all(persian and english for persian, english in names.values())
    assert label("renew", names) == f"renew ({names['renew'][0]} · {names['renew'][1]})"
    assert label("unheard_of", names) == "unheard_of"
    assert intent_names(Path("no-domain.yml")) == {}


def test_a_file_may_name_one_intent_or_several(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(
        '{"text": "a", "lang": "en", "intent": "x"}\n\n{"text": "b", "lang": "fa", "intent": ["x", "y"]}\n',
        encoding="utf-8",
    )
    assert [row["right"] for row in read_file(file)] == [("x",), ("x", "y")]
    file.write_text('{"text": "a", "lang": "en", "intent": "x"}\nnothing\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"rows\.jsonl, line 2"):
        read_file(file)


def test_report_and_picture_are_written_by_the_command(model: Path, tmp_path: Path, capsys: Any) -> None:
    from engine.evaluate import main

    file = tmp_path / "rows.jsonl"
    rows = [
        {"text": "renew my books", "lang": "en", "intent": "hours"},
        {"text": "سلام", "lang": "fa", "intent": "greet"},
    ]
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    report_file, picture = tmp_path / "report.md", tmp_path / "confusions.svg"
    assert main([str(model), str(file), "--report", str(report_file), "--picture", str(picture)]) == 0
    assert "renew my books" in report_file.read_text(encoding="utf-8")
    ElementTree.fromstring(picture.read_text(encoding="utf-8"))
    out = capsys.readouterr().out
    assert "1 x hours read as renew" in out
