"""Findings of the doctor."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field

from bot.settings import Settings

__all__ = ["ORDER", "Check", "Finding", "note", "ok", "problem"]

# What must be mended stands first: nobody reads on through thirty lines that are well.
ORDER = ("problem", "note", "ok")


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: how it is, and what to do when it is not well."""

    subject: str
    state: str  # ok, note or problem
    detail: str
    advice: str = ""
    # What it comes to, where others than this command say it in their own words: the texts `init.found.…`, and what is
    # to be done, `init.mend.…`; with what stands in their places.
    kind: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict)
    # A setting that stands at its default.
    is_usual: bool = False


Check = Callable[[Settings], AsyncIterator[Finding]]


def ok(subject: str, detail: str, *, is_usual: bool = False) -> Finding:
    """Say that something is well."""
    return Finding(subject, "ok", detail, is_usual=is_usual)


def note(subject: str, detail: str, advice: str = "", *, kind: str = "", **facts: str | int) -> Finding:
    """Say something that may be meant so."""
    return Finding(subject, "note", detail, advice, kind, facts)


def problem(subject: str, detail: str, advice: str = "", *, kind: str = "", **facts: str | int) -> Finding:
    """Say that something must be mended."""
    return Finding(subject, "problem", detail, advice, kind, facts)
