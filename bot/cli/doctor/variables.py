"""Settings check: each setting with its value, and misspelt variables."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.cli.doctor.finding import Finding, note, ok, problem
from bot.settings import Settings
from bot.watching.settings_shown import ShownSetting, shown_settings
from bot.watching.settings_shown import without_meaning as misspelt

__all__ = ["check", "without_meaning"]

# What switches a channel or source on, by how the names of its settings begin.
SWITCHES = {
    "telegram_": "telegram_token",
    "bale_": "bale_token",
    "smtp_": "smtp_host",
    "sms_": "sms_hook_url",
    "push_": "push_key",
    "oai_": "oai_url",
}
ELSEWHERE = ("koha", "folio", "sip2")


async def check(settings: Settings) -> AsyncIterator[Finding]:
    """Show every setting, and find variables that mean nothing."""
    for variable, advice in without_meaning().items():
        yield problem(variable, "there is no such setting; it has no effect", advice)
    for one in shown_settings(settings):
        shown = "(set)" if one.hidden else "(not set)" if one.value is None else one.value
        yield ok(
            one.variable, f"{shown} – {one.description}", is_of_unused=not one.changed and _is_of_unused(one, settings)
        )
    if settings.environment == "demo":
        yield note("environment", "demo mode, to try it out", "set KETABYAR_ENVIRONMENT=production for real patrons")


def _is_of_unused(one: ShownSetting, settings: Settings) -> bool:
    """Tell whether a setting belongs to a library system or a channel that is not switched on."""
    name = one.variable.removeprefix("KETABYAR_").lower()
    for start, switch in SWITCHES.items():
        if name.startswith(start):
            # The switch itself is shown: it is how the thing is had.
            return name != switch and not getattr(settings, switch)
    if name.startswith("mirror_"):
        return settings.library_system not in ELSEWHERE
    return any(name.startswith(f"{system}_") for system in ELSEWHERE if system != settings.library_system)


def without_meaning() -> dict[str, str]:
    """Give the variables that look like settings and are none, each with an advice."""
    return {
        variable: f"did you mean {near}?" if near else "docs/settings.md lists all settings; unset it"
        for variable, near in misspelt().items()
    }
