"""The doctor’s findings in the language of the session.

The doctor itself speaks English, as logs and settings do. Where the session does not, it says what a finding comes to,
and has the English line below it: whoever is asked for help needs that.
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
            key = f"init.found.{finding.kind}"
            yield f"  {MARKS[finding.state]} {text(language, key if has_text(key) else 'init.found.other')}"
            yield f"      {_in_english(finding)}"


def _in_english(finding: Finding) -> str:
    return f"{finding.subject}: {finding.detail}" + (f" → {finding.advice}" if finding.advice else "")
