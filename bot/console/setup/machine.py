"""What is set on the machine and not on a page: how it stands, where it is written, and how it is changed."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.settings import Settings
from bot.watching.calling import command
from crm.records.values import MESSENGERS
from library.settings_sources import secret_file_variables
from protocol.home import Home
from protocol.settings_file import TAKEN, SettingsFileRefused, settings_in

__all__ = ["Machine", "MachinePart", "machine_of"]

# The parts by the names of `ketabyar init --only`, each with the settings that say most of it.
_PARTS = {
    "system": ("library_system",),
    "sites": ("sites",),
    "messengers": tuple(f"{channel}_token" for channel in MESSENGERS),
    "mail": ("smtp_host",),
}


@dataclass(frozen=True, slots=True)
class MachinePart:
    """One part: `origin` says where it is written (environment, file or nowhere); `waits` for the next start."""

    key: str
    origin: str
    waits: bool
    variables: Sequence[str]

    @property
    def command(self) -> str:
        """The command that asks for it anew."""
        return f"{command()} init --only {self.key}"


@dataclass(frozen=True, slots=True)
class Machine:
    """Every part, the file, and whether the file can be read."""

    file: Path
    parts: Sequence[MachinePart]
    is_damaged: bool = False


async def machine_of(settings: Settings) -> Machine:
    """Look how the settings of the machine stand."""
    file = Home(settings.home).settings
    try:
        kept = await asyncio.to_thread(settings_in, settings.home)
    except SettingsFileRefused:
        return Machine(file, [_part(key, names, {}) for key, names in _PARTS.items()], is_damaged=True)
    return Machine(file, [_part(key, names, kept) for key, names in _PARTS.items()])


def _part(key: str, names: Sequence[str], kept: Mapping[str, str]) -> MachinePart:
    variables = [f"KETABYAR_{name.upper()}" for name in names]
    # A secret may be in a file of its own, which a variable names.
    variables += [one for one, name in secret_file_variables(Settings).items() if name in names]
    # Who starts all processes has put what the file said at that moment into their environment, and noted its names.
    noted = os.environ.get(TAKEN)
    taken = frozenset((noted or "").split(","))
    own = [one for one in variables if one in os.environ and one not in taken]
    from_file = [one for one in variables if one in taken or (noted is None and one in kept)]
    origin = "environment" if own else "file" if from_file else "nowhere"
    overruled = {one.removesuffix("_FILE") for one in own}
    waits = noted is not None and any(
        kept.get(one) != (os.environ.get(one) if one in taken else None)
        for one in variables
        if one.removesuffix("_FILE") not in overruled
    )
    return MachinePart(key, origin, waits, variables)
