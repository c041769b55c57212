"""The report of an evaluation as a Markdown document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.evaluation.figures import by_intent, confusions, report_by_group
from engine.evaluation.names import label
from engine.evaluation.rows import EvaluationRow

_EXAMPLES = 3
_TITLES = {
    "rows": "rows",
    "accuracy": "accuracy",
    "macro_f1": "macro-F1",
    "oos_recall": "out of scope, not acted on",
    "in_scope_declined": "in scope, declined",
    "ms_p50": "p50 ms",
    "ms_p95": "p95 ms",
}
_GROUPS = {"all": "all", "fa": "Persian", "en": "English", "finglish": "Persian in Latin letters"}


def markdown(rows: Sequence[EvaluationRow], names: Mapping[str, tuple[str, str]], title: str) -> str:
    """Figures, precision and recall of every intent, and the commonest confusions with texts that show them."""
    lines = [f"# {title}", "", "## Figures", ""]
    lines += _table(
        ["", *_TITLES.values()],
        [
            [_GROUPS.get(group, group), *(_figure(key, figures[key]) for key in _TITLES)]
            for group, figures in report_by_group(rows).items()
        ],
    )
    lines += ["", "## Intents", ""]
    lines += _table(
        ["intent", "rows", "precision", "recall", "F1"],
        [
            [label(name, names), str(each.rows), _percent(each.precision), _percent(each.recall), _percent(each.f1)]
            for name, each in by_intent(rows).items()
        ],
    )
    lines += ["", "## Confusions", ""]
    for right, read, count in confusions(rows):
        lines.append(f"- {count} × **{label(right, names)}** read as **{label(read, names)}**")
        texts = [row.text for row in rows if not row.is_right and (row.right[0], row.read) == (right, read)]
        lines += [f"  - {_quoted(text)}" for text in texts[:_EXAMPLES]]
    return "\n".join(lines) + "\n"


def _table(head: Sequence[str], body: Sequence[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *body)]


def _figure(key: str, value: Any) -> str:
    if value is None:
        return "–"
    return str(value) if key == "rows" or key.startswith("ms_") else _percent(value)


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f} %"


def _quoted(text: str) -> str:
    """One line of text in which nothing is markup."""
    return "`" + " ".join(text.replace("`", "'").replace("|", "¦").split()) + "`"
