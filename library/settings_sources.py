"""Where settings come from besides the environment: files with one secret each, and HOME/settings.env."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from protocol.home import Home
from protocol.settings_file import TAKEN, refuse, settings_in

__all__ = ["FileSource", "secret_file_variables"]

# By how their names end: one that is added later is read from a file, too.
SECRETS = ("_secret", "_token", "_password", "_api_key", "push_key", "database_url")
# The one from which all keys are derived has a name that the others' end with; two more are for its change.
THE_SECRET = frozenset({"secret", "secret_next", "secret_previous"})
# Keys that follow from HOME/secret, which is a file.
DERIVED = frozenset({"engine_secret", "actions_secret"})


class FileSource(PydanticBaseSettingsSource):
    """Settings from files. Refuses one that cannot be read (protocol.settings_file.refuse)."""

    def __init__(self, settings_cls: type[BaseSettings], home: object = None) -> None:
        super().__init__(settings_cls)
        folder = Path(str(home)).expanduser() if home else Home.of_environment().folder
        # Who started this process has read the file already, and handed everything on.
        kept = {} if os.environ.get(TAKEN) else settings_in(folder)
        self._values = {**kept, **_secrets(settings_cls, kept)}

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """Give the value of one setting as it is written; None where no file has it."""
        return self._values.get(_variable(field_name)), field_name, False

    def __call__(self) -> dict[str, Any]:
        """Give all that the files say, by the names of the settings."""
        names = self.settings_cls.model_fields
        return {name: self._values[_variable(name)] for name in names if _variable(name) in self._values}


def secret_file_variables(settings_cls: type[BaseSettings]) -> dict[str, str]:
    """Give the variables that name a file with one secret, each with the setting that the file holds."""
    names = settings_cls.model_fields
    return {
        f"{_variable(name)}_FILE": name
        for name in names
        # What has a setting of its own for its file reads it when it is needed.
        if (name.endswith(SECRETS) or name in THE_SECRET) and f"{name}_file" not in names and name not in DERIVED
    }


def _secrets(settings_cls: type[BaseSettings], kept: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for variable, name in secret_file_variables(settings_cls).items():
        own = _variable(name)
        # Wherever both are written, the variable itself goes before its file.
        path = os.environ.get(variable) or ("" if own in kept else kept.get(variable))
        if not path or own in os.environ:
            continue
        try:
            found[own] = Path(path).expanduser().read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError, RuntimeError) as error:
            refuse(f"{variable}: {path} cannot be read: {error}")
    return found


def _variable(name: str) -> str:
    return f"KETABYAR_{name.upper()}"
