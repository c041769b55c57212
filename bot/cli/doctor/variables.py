"""Settings check: each setting with its value, and misspelt variables."""

from __future__ import annotations

import difflib
import os
from collections.abc import AsyncIterator

from bot.cli.doctor.finding import Finding, note, ok, problem, without_password
from bot.settings import OTHER_VARIABLES, Settings
from library.settings_sources import secret_file_variables
from protocol.home import Home
from protocol.settings_file import settings_in

__all__ = ["check", "without_meaning"]

# By how their names end: one that is added later is hidden, too.
SECRETS = ("secret", "token", "password", "api_key", "push_key")
HIDDEN = frozenset(name for name in Settings.model_fields if name.endswith(SECRETS))


async def check(settings: Settings) -> AsyncIterator[Finding]:
    """Show every setting, and find variables that mean nothing."""
    for variable, advice in without_meaning().items():
        yield problem(variable, "there is no such setting; it has no effect", advice)
    for name, field in type(settings).model_fields.items():
        value = getattr(settings, name)
        hidden = name in HIDDEN and value
        shown = "(set)" if hidden else without_password(_written(value)) if value not in ("", (), None) else "(not set)"
        yield ok(f"KETABYAR_{name.upper()}", f"{shown} – {field.description}")
    if settings.environment == "demo":
        yield note("environment", "demo: a fictional library", "set KETABYAR_ENVIRONMENT=production for real patrons")


def without_meaning() -> dict[str, str]:
    """Give the variables that look like settings and are none, each with an advice."""
    names = {f"KETABYAR_{name.upper()}" for name in Settings.model_fields} | OTHER_VARIABLES
    names |= secret_file_variables(Settings).keys()
    found = {}
    for variable in sorted({*os.environ, *settings_in(Home.of_environment().folder)}):
        if variable.upper().startswith("KETABYAR_") and variable.upper() not in names:
            near = difflib.get_close_matches(variable.upper(), sorted(names), 1)
            found[variable] = f"did you mean {near[0]}?" if near else "docs/settings.md lists all settings; unset it"
    return found


def _written(value: object) -> str:
    return ", ".join(str(part) for part in value) if isinstance(value, tuple) else str(value)
