"""Settings as they may be shown: every one with its value, secrets only as set, and misspelt variables."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from bot.settings import OTHER_VARIABLES, Settings
from library.settings_sources import secret_file_variables
from protocol.home import Home
from protocol.settings_file import settings_in

__all__ = ["HIDDEN", "SECRETS", "ShownSetting", "shown_settings", "without_meaning", "without_password"]

# By how their names end: one that is added later is hidden, too.
SECRETS = ("secret", "secret_next", "secret_previous", "token", "password", "api_key", "push_key")
HIDDEN = frozenset(name for name in Settings.model_fields if name.endswith(SECRETS))


@dataclass(frozen=True, slots=True)
class ShownSetting:
    """One setting: `value` is None where it is not set, and never a secret (`hidden` says that one is set)."""

    variable: str
    value: str | None
    hidden: bool
    changed: bool
    description: str


def shown_settings(settings: Settings) -> Iterator[ShownSetting]:
    """Give every setting as it may be shown."""
    for name, field in type(settings).model_fields.items():
        value = getattr(settings, name)
        is_set = value not in ("", (), None)
        hidden = name in HIDDEN and is_set
        shown = without_password(_written(value)) if is_set and not hidden else None
        # A default is written as in the environment: 1,7,14 and 21:00.
        differs = _plain(_written(value)) != _plain(_written(field.default))
        changed = differs and (is_set or field.default not in ("", (), None))
        yield ShownSetting(f"KETABYAR_{name.upper()}", shown, hidden, changed, field.description or "")


def without_meaning() -> dict[str, str]:
    """Give the variables that look like settings and are none, each with the name that may be meant, or none."""
    names = {f"KETABYAR_{name.upper()}" for name in Settings.model_fields} | OTHER_VARIABLES
    names |= secret_file_variables(Settings).keys()
    found = {}
    for variable in sorted({*os.environ, *settings_in(Home.of_environment().folder)}):
        if variable.upper().startswith("KETABYAR_") and variable.upper() not in names:
            near = difflib.get_close_matches(variable.upper(), sorted(names), 1)
            found[variable] = near[0] if near else ""
    return found


def without_password(text: str) -> str:
    """Give an address as it may be shown: without the user and the password in it."""
    if "://" not in text or "@" not in text:
        return text
    scheme, rest = text.split("://", 1)
    return f"{scheme}://…@{rest.rsplit('@', 1)[1]}"


def _plain(written: str) -> str:
    return written.replace(", ", ",")


def _written(value: object) -> str:
    if isinstance(value, time):
        return f"{value.hour}:{value.minute:02}"
    return ", ".join(str(part) for part in value) if isinstance(value, tuple) else str(value)
