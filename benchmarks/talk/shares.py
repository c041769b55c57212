"""Shares of what was counted over conversations: over all, by language, by style, first message and later ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from benchmarks.talk.expected import differs, missed
from benchmarks.talk.playing import Reply
from benchmarks.talk.rows import VERDICTS, Row

__all__ = ["reply_table", "verdict_table"]

Groups = Iterator[tuple[str, list[Any]]]


def verdict_table(rows: Sequence[Row]) -> str:
    """The shares of the verdicts of judged rows, in per cent."""
    judged = [row for row in rows if "verdict" in row.before]

    def cells(group: list[Row]) -> list[str]:
        of = [row.before["verdict"] for row in group]
        return [_percent(of.count(verdict), len(of)) for verdict in VERDICTS]

    return _table(["judged", "rows", *VERDICTS], judged, lambda row: row, cells)


def reply_table(replies: Sequence[Reply]) -> str:
    """The shares of replies: read as a person would, as expected, and unlike those of the file."""

    def cells(group: list[Reply]) -> list[str]:
        read = [reply.intent in reply.row.right_intent for reply in group if reply.row.right_intent]
        met = [not missed(reply) for reply in group if reply.row.expect]
        other = [differs(reply) for reply in group if "reply" in reply.row.before]
        return [_percent(sum(kind), len(kind)) for kind in (read, met, other)]

    played = [reply for reply in replies if reply.missing is None]
    return _table(["played", "rows", "intent right", "as expected", "unlike the file's"], played, _row_of, cells)


def _row_of(reply: Reply) -> Row:
    return reply.row


def _table(
    head: Sequence[str], of: Sequence[Any], row_of: Callable[[Any], Row], cells: Callable[[list[Any]], list[str]]
) -> str:
    lines = [list(head), *([name, str(len(group)), *cells(group)] for name, group in _groups(of, row_of) if group)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)


def _groups(of: Sequence[Any], row_of: Callable[[Any], Row]) -> Groups:
    yield "all", list(of)
    for lang in sorted({row_of(one).lang for one in of}):
        yield lang, [one for one in of if row_of(one).lang == lang]
    yield "first message", [one for one in of if row_of(one).turn == 1]
    yield "later messages", [one for one in of if row_of(one).turn > 1]
    for lang, style in sorted({(row_of(one).lang, row_of(one).style) for one in of}):
        yield f"{lang} {style}", [one for one in of if (row_of(one).lang, row_of(one).style) == (lang, style)]


def _percent(count: int, of: int) -> str:
    return f"{round(100 * count / of)} %" if of else "–"
