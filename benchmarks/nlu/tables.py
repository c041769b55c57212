"""What was measured as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_COLUMNS = {
    "rows": "rows",
    "accuracy": "accuracy",
    "macro_f1": "macro-F1",
    "oos_recall": "OOS recall",
    "in_scope_declined": "declined",
    "ms_p50": "p50 ms",
    "ms_p95": "p95 ms",
}


def figures_table(reports: Mapping[str, Mapping[str, Any]]) -> str:
    """One line for each group of each report."""
    return "\n".join([f"{'':<34}" + "".join(f"{title:>11}" for title in _COLUMNS.values()), *_lines(reports)])


def public_table(name: str, figures: Mapping[str, Any], targets: Mapping[str, float]) -> str:
    """The figures of one public set, with what is to be reached beside them."""
    lines = [name]
    for key, value in figures.items():
        target = targets.get(key)
        aim = f"   to reach {target}" if target is not None else ""
        lines.append(f"  {key.replace('_', ' '):<40}{_shown(value):>10}{aim}")
    return "\n".join(lines)


def training_line(name: str, trained: Mapping[str, Any]) -> str:
    """The seconds of a training."""
    return (
        f"{name}: trained in {trained['training_seconds']} s "
        f"({trained['training_processor_seconds']} s of processor time)"
    )


def confusion_lines(confusions: list[tuple[str, str, int]]) -> str:
    """The commonest confusions, one a line."""
    return "\n".join(f"  {count:>4} × {right} read as {read}" for right, read, count in confusions)


def _lines(reports: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for name, report in reports.items():
        for group, figures in report.items():
            if isinstance(figures, Mapping):
                label = name if group == "all" else f"    {group}"
                yield f"{label:<34}" + "".join(f"{_shown(figures.get(key)):>11}" for key in _COLUMNS)


def _shown(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {each:.2f}" for key, each in value.items())
    return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def thread_table(read: Mapping[str, Mapping[str, Any]]) -> str:
    """The shares of right readings of first and later messages, alone and after their topic."""
    lines = []
    for file, found in read.items():
        lines.append(file)
        lines += [
            f"  {name:<24}{right:>5} of {of:<5}{share:>8}" for name, (right, of, share) in found["shares"].items()
        ]
    return "\n".join(lines)
