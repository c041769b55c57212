"""Check of imports and harvests: how old what was brought in is, and whether the last one came to its end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

from bot.cli.doctor.finding import Finding, note, ok
from bot.importing.harvests import access_of, told_harvest
from bot.settings import Settings
from crm.database.store import Store
from library.imports import age_of, last_runs
from library.imports.oai.state import harvested

__all__ = ["OLDEST", "check_harvest", "check_imports"]

# Titles change slowly; a loan of last week is wrong.
OLDEST = {
    "catalogue": timedelta(days=30),
    "patrons": timedelta(days=2),
    "loans": timedelta(days=2),
    "holds": timedelta(days=2),
    "fines": timedelta(days=2),
}
# Two nights without a harvest are one too many.
LATE = timedelta(days=2)


async def check_imports(store: Store) -> AsyncIterator[Finding]:
    """Tell the age of each kind of data; nothing where nothing was imported."""
    for kind, most in OLDEST.items():
        moment = await age_of(store, kind)
        if moment is None:
            continue
        age = store.clock.now() - moment
        told = f"{kind}: as of {moment:%Y-%m-%d %H:%M} UTC"
        if age > most:
            yield note(
                "imports", f"{told}, {age.days} days old", f"export them again, and run `ketabyar import {kind}`"
            )
        else:
            yield ok("imports", told)
    for run in (await last_runs(store, 1))[:1]:
        if run.state == "failed":
            yield note(
                "imports",
                f"import {run.id} ({run.kind}) did not come to its end; what it had written stays",
                "run it again, or take it back with `ketabyar import undo`",
            )


async def check_harvest(settings: Settings, store: Store) -> AsyncIterator[Finding]:
    """Tell how far the catalogue is harvested; nothing where none is."""
    access = access_of(settings)
    if access is None:
        return
    known = await harvested(store, access)
    told = f"{access.name}: {' '.join(told_harvest(known, 'en'))}"
    late = known is not None and (known.done_at is None or store.clock.now() - known.done_at > LATE)
    if known is not None and (known.problem or late):
        yield note("harvest", told, "run `ketabyar import oai`, and look at KETABYAR_OAI_URL")
    else:
        yield ok("harvest", told)
