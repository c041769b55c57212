"""Stand-ins for packages that Rasa imports as it starts and that this project does not install.

`scripts/setup.sh` lets the engine's Python import this at its start. Rasa imports the clients of every messenger, cloud
and database it knows, used or not (requirements/engine-overrides.txt); here it is given names that do nothing. What is
installed is found before; nobody but Rasa is given a stand-in.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

PACKAGES = (
    "aiogram", "boto3", "botocore", "fbmessenger", "google.auth", "google.oauth2", "pymongo", "slack_sdk", "twilio",
    "webexteamssdk",
)  # fmt: skip


# An exception too, for Rasa catches some of theirs by name.
class Absent(Exception):
    """The stand-in for a class of a package that is not installed."""

    package = ""

    def __init__(self, *_: Any, **__: Any) -> None:
        raise ImportError(f"{self.package} is not installed; install it into .venv-engine to use it")


class StandIn(ModuleType):
    """The stand-in for a module of a missing package: every name in it is a class without instances."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        package = next(each for each in PACKAGES if f"{self.__name__}.".startswith(f"{each}."))
        made = type(name, (Absent,), {"__module__": self.__name__, "package": package})
        setattr(self, name, made)
        return made


class Finder(MetaPathFinder, Loader):
    """An import finder for what nobody else has found, for Rasa."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Give a stand-in for a package that is absent, when it is Rasa that asks."""
        if not any(fullname == name or fullname.startswith(f"{name}.") for name in PACKAGES):
            return None
        return ModuleSpec(fullname, self, is_package=True) if _asked_by_rasa() else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Make the stand-in."""
        return StandIn(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Do nothing: the names are made as they are asked for."""


def _asked_by_rasa() -> bool:
    frame = sys._getframe(1)
    while frame is not None:
        name = frame.f_globals.get("__name__", "")
        if name != __name__ and not name.startswith("importlib") and "importlib" not in frame.f_code.co_filename:
            return bool(name == "rasa" or name.startswith("rasa."))
        frame = frame.f_back  # type: ignore[assignment]
    return False


sys.meta_path.append(Finder())
