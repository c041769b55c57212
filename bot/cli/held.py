"""What the store holds that is started with: said in the terminal, so that nobody runs the wrong one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.cli.doctor.imports import OLDEST
from bot.settings import Settings
from crm.database.store import Store
from crm.library_info import directory
from crm.library_info.setting_up import STEPS, progress
from crm.staff.members import has_staff
from language.calendars import known_zone
from library.imports import age_of

__all__ = ["Held", "held_in"]

_COUNTED = {"branches": "branches", "titles": "catalogue", "patrons": "patrons", "facts": "facts"}


@dataclass(frozen=True, slots=True)
class Held:
    """A store's library: its name (None before it has one), counts and steps of its set-up, ages of imported data."""

    name: str | None
    is_demo: bool
    has_accounts: bool
    counts: Mapping[str, int]
    left: tuple[str, ...]
    ages: Mapping[str, datetime]

    def lines(self) -> Iterator[str]:
        """Say it: the library, what is in it, how old what was imported is, and what is left to set up."""
        if self.name is None:
            yield "no library yet: create it on the console's page Set-up, or load a file with `ketabyar seed`"
            return
        yield self.name + (" (the demonstration)" if self.is_demo else "")
        yield ", ".join(f"{self.counts[name]:,} {word}" for word, name in _COUNTED.items())
        for kind, moment in self.ages.items():
            yield f"{kind} imported, as of {moment:%Y-%m-%d %H:%M}"
        if self.left:
            yield "not set up yet: " + ", ".join(self.left)


async def held_in(settings: Settings) -> Held:
    """Look what is in the store of these settings."""
    store = await Store.open(settings.database_url, clock=settings.clock(), **settings.store_keys)
    try:
        profile, so_far = await directory.profile(store), await progress(store)
        # Channels are settings, and are told of by themselves.
        settled = so_far.done | so_far.skipped | {"channels"}
        ages = {kind: moment for kind in OLDEST if (moment := await age_of(store, kind)) is not None}
        return Held(
            name=None if profile is None else profile.name["en"],
            is_demo=profile is not None and profile.is_demo,
            has_accounts=await has_staff(store),
            counts=so_far.counts,
            left=tuple(step for step in STEPS if step not in settled),
            ages={kind: moment.astimezone(known_zone(settings.time_zone)) for kind, moment in ages.items()},
        )
    finally:
        await store.close()
