"""Settings check: each setting with its value, and misspelt variables."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.cli.doctor.finding import Finding, note, ok, problem
from bot.settings import Settings
from bot.watching.settings_shown import shown_settings
from bot.watching.settings_shown import without_meaning as misspelt

__all__ = ["check", "without_meaning"]


async def check(settings: Settings) -> AsyncIterator[Finding]:
    """Show every setting, those at their defaults as such, and find variables that mean nothing."""
    for variable, advice in without_meaning().items():
        yield problem(variable, "there is no such setting; it has no effect", advice)
    for one in shown_settings(settings):
        shown = "(set)" if one.hidden else "(not set)" if one.value is None else one.value
        yield ok(one.variable, f"{shown} – {one.description}", is_usual=not one.changed)
    if settings.environment == "demo":
        yield note("environment", "demo mode, to try it out", "set KETABYAR_ENVIRONMENT=production for real patrons")


def without_meaning() -> dict[str, str]:
    """Give the variables that look like settings and are none, each with an advice."""
    return {
        variable: f"did you mean {near}?" if near else "docs/settings.md lists all settings; unset it"
        for variable, near in misspelt().items()
    }
