"""Results, problems and runs of imports in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.texts import text
from language.writing import in_digits
from library.errors import ImportRefused
from library.imports import FoundProblem, ImportOutcome, ImportProblem, Run

__all__ = ["sentence_of", "summary", "told_problem", "told_refusal", "told_result", "told_run"]

_COPIES = ("copies_added", "copies_changed", "copies_deleted", "copies_kept")


def sentence_of(problem: ImportProblem, language: str) -> str:
    """Say what is wrong, or what was not taken back and why."""
    values = dict(problem.values)
    if "what" in values:
        values["what"] = text(language, f"imports.left.{values['what']}", name=values.pop("name"))
        values.pop("row", None)
    return _said(language, f"imports.problem.{problem.code}", **values)


def told_problem(found: FoundProblem, language: str) -> str:
    """Say what is wrong and where."""
    sentence = sentence_of(found.problem, language)
    if not found.number:
        return sentence
    return _said(language, "imports.at", file=found.source, number=found.number) + " " + sentence


def told_refusal(error: ImportRefused, language: str) -> str:
    """Say why an import cannot be done."""
    values: dict[str, object] = {**error.values}
    if "kind" in values:
        # Which run is under way, by its number and its name.
        values |= {"kind": text(language, f"imports.kind.{values['kind']}"), "id": int(str(values["id"]))}
    return _said(language, f"imports.refused.{error.code}", **values)


def summary(counts: Mapping[str, Any], language: str) -> list[str]:
    """Say what an import did, in a few lines."""
    lines = [
        _said(
            language,
            "imports.summary",
            **{name: counts.get(name, 0) for name in ("read", "added", "changed", "unchanged", "deleted", "broken")},
        )
    ]
    if any(counts.get(name) for name in _COPIES):
        lines.append(_said(language, "imports.summary_copies", **{name: counts.get(name, 0) for name in _COPIES}))
    for name in ("kept", "repeated", "older", "without_pin", "left"):
        if counts.get(name):
            lines.append(_said(language, f"imports.count.{name}", number=counts[name]))
    for code, number in dict(counts.get("branches") or {}).items():
        key = "imports.unknown_branch" if code else "imports.no_branch"
        lines.append(_said(language, key, **({"code": code} if code else {}), number=number))
    for name, number in dict(counts.get("categories") or {}).items():
        lines.append(_said(language, "imports.unknown_category", category=name, number=number))
    return lines


def told_result(kind: str, outcome: ImportOutcome, language: str, *, dry_run: bool, run_id: int | None) -> list[str]:
    """Say what an import did, or would do; without a run there was nothing to do."""
    if run_id is None and not dry_run:
        return [_said(language, "imports.nothing_new", kind=text(language, f"imports.kind.{kind}"))]
    head = "imports.dry" if dry_run else "imports.done"
    values = {} if dry_run else {"id": run_id}
    counts = {**outcome.counts, "branches": outcome.branches, "categories": outcome.categories}
    lines = [_said(language, head, kind=text(language, f"imports.kind.{kind}"), **values)]
    return [*lines, *(f"  {line}" for line in summary(counts, language))]


def told_run(run: Run, language: str, *, key: str = "imports.run") -> list[str]:
    """Describe a run."""
    moment = run.started_at.strftime("%Y-%m-%d %H:%M")
    first = _said(
        language,
        key,
        id=run.id,
        kind=text(language, f"imports.kind.{run.kind}"),
        state=text(language, f"imports.state.{run.state}"),
        source=run.source,
        at=moment,
    )
    if key != "imports.run":
        return [first]
    mark = [f"  {text(language, 'imports.can_be_undone')}"] if run.can_be_undone else []
    return [first, *(f"  {line}" for line in summary(run.counts, language)), *mark]


def _said(language: str, key: str, /, **values: object) -> str:
    shown = {name: _shown(value, language) for name, value in values.items()}
    return text(language, key, **shown)


def _shown(value: object, language: str) -> str:
    # Numbers in the reader's digits; barcodes and codes as they are.
    return in_digits(value, language) if isinstance(value, int) else str(value)
