"""The doctor’s findings in the language of the session.

The doctor itself speaks English, as logs and settings do. Where the session does not, it says what a finding comes to
and what is to be done about it in its own words; only what nobody foresaw is told in English below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.cli.doctor.finding import Finding
from bot.texts import has_text, text
from bot.texts.numbers import number
from protocol.values import Language

__all__ = ["told_findings"]

MARKS = {"ok": "✓", "note": "·", "problem": "✗"}


def told_findings(findings: Sequence[Finding], language: Language) -> Iterator[str]:
    """Give the lines in which findings are told."""
    if language == "en":
        yield from (f"  {MARKS[finding.state]} {_in_english(finding)}" for finding in findings)
        return
    if well := sum(finding.state == "ok" for finding in findings):
        yield f"  {MARKS['ok']} {text(language, 'init.found_well', well, n=number(well, language))}"
    for finding in findings:
        if finding.state != "ok":
            yield from _in_words(finding, language)
    if any(finding.state == "problem" for finding in findings):
        yield f"  {text(language, 'init.found_more')}"


def _in_words(finding: Finding, language: Language) -> Iterator[str]:
    facts = {name: number(one, language) if isinstance(one, int) else one for name, one in finding.facts.items()}
    key = f"init.found.{finding.kind}"
    if not finding.kind or not has_text(key):
        yield f"  {MARKS[finding.state]} {text(language, 'init.found.other')}"
        yield f"      {_in_english(finding)}"
        return
    yield f"  {MARKS[finding.state]} {text(language, key, **facts)}"
    if has_text(mend := f"init.mend.{finding.kind}"):
        yield f"      {text(language, mend, **facts)}"


def _in_english(finding: Finding) -> str:
    return f"{finding.subject}: {finding.detail}" + (f" → {finding.advice}" if finding.advice else "")
