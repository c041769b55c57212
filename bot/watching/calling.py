"""How the command `ketabyar` is called on this machine, for what tells somebody to call it."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Mapping

from bot.settings import OTHER_VARIABLES, ROOT, Settings
from bot.watching.settings_shown import HIDDEN
from library.settings_sources import secret_file_variables
from protocol.secrets_folder import FOLDER

__all__ = ["command", "set_here", "unsaid", "with_variables"]

# What no other command needs: set by ketabyar for its own processes.
_OURS = OTHER_VARIABLES - {"KETABYAR_TRACKER_URL", FOLDER}


def command() -> str:
    """Give the command: by its name where the terminal finds it, else as it lies in the folder of ketabyar."""
    own = ROOT / ".venv" / "bin" / "ketabyar"
    return "ketabyar" if shutil.which("ketabyar") or not own.exists() else str(own.relative_to(ROOT))


def set_here(environment: Mapping[str, str]) -> dict[str, str]:
    """Give the settings that this process was called with, and another command would not have by itself."""
    # Files that a folder of secrets names were put there by ourselves.
    files = secret_file_variables(Settings).keys() if environment.get(FOLDER) else frozenset()
    return {
        name: value
        for name, value in sorted(environment.items())
        if name.startswith("KETABYAR_") and name not in _OURS and name not in files
    }


def with_variables(words: str, variables: Mapping[str, str]) -> str:
    """Write a call with its variables, secret ones left out: the same for every command, whichever it needs of them."""
    written = [f"{name}={shlex.quote(value)}" for name, value in variables.items() if not _is_secret(name)]
    return " ".join([*written, command(), words])


def unsaid(variables: Mapping[str, str]) -> list[str]:
    """Name the variables that are secret, and so written nowhere."""
    return [name for name in variables if _is_secret(name)]


def _is_secret(name: str) -> bool:
    own = name.removeprefix("KETABYAR_").lower()
    return own in HIDDEN or own.endswith(("database_url", "tracker_url", "redis_url"))
