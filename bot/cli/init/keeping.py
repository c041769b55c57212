"""Settings as they are tried and kept: checked by the same rules as at a start, and written into HOME/settings.env."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from bot.cli.explaining import refused_settings
from bot.cli.init.talk import Interview
from bot.settings import Settings
from protocol.home import Home
from protocol.settings_file import put_settings

__all__ = ["keep", "refusal", "tried", "variable"]


def variable(name: str) -> str:
    """Give the variable of a setting."""
    return f"KETABYAR_{name.upper()}"


def tried(home: Path, values: Mapping[str, str]) -> Settings:
    """Give the settings as they would be with these values; raises pydantic.ValidationError.

    Whether this is a demonstration or not is left open: its own rules are looked at with the address.
    """
    given: dict[str, object] = {"environment": "demo", **values}
    return Settings(home=home, **given).completed(make=False)  # type: ignore[arg-type]


def refusal(home: Path, values: Mapping[str, str]) -> str | None:
    """Give why values cannot be used, in one line; None when they can."""
    try:
        tried(home, values)
    except ValidationError as error:
        return "; ".join(refused_settings(error))
    return None


def keep(talk: Interview, home: Path, values: Mapping[str, str]) -> None:
    """Write settings into HOME/settings.env; say what the environment overrules. Raises SettingsFileRefused."""
    if not values:
        return
    put_settings(home, {variable(name): value for name, value in values.items()})
    overruled = [variable(name) for name, value in values.items() if os.environ.get(variable(name), value) != value]
    talk.say("init.kept", path=Home(home).settings)
    if overruled:
        talk.say("init.overruled", names=", ".join(overruled))
