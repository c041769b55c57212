"""Store check: that it can be opened, is ours, and holds what a library needs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

from bot.cli.doctor.finding import Finding, note, ok, problem
from bot.cli.doctor.imports import check_harvest, check_imports
from bot.cli.explaining import explained
from bot.content.sharing import shared_project
from bot.secret_change import change_forgotten
from bot.settings import Settings
from bot.watching.settings_shown import without_password
from crm.audit import seal
from crm.database import migrate
from crm.database.store import Store
from crm.errors import StoreError, StoreNotReady
from crm.library_info.in_service import in_service_since
from crm.messages import outbox
from crm.sign_in.demonstration import DemonstrationLeft, left_of_demonstration
from crm.staff.members import has_staff
from library import seed
from protocol.home import Home

__all__ = ["check"]

RECENT = timedelta(days=1)


async def check(settings: Settings) -> AsyncIterator[Finding]:
    """Look at the store without making anything in it."""
    where = without_password(settings.database_url)
    try:
        await asyncio.to_thread(migrate.check, settings.database_url)
    except StoreNotReady as error:
        yield problem("store", f"{where}: {error}", _not_ready(settings, str(error)))
        return
    except (StoreError, OSError) as error:
        yield problem("store", f"{where}: {' '.join(explained(error) or [str(error)])}", _unreachable(settings))
        return
    yield ok("store", f"{where} at migration {migrate.head()}")
    if not settings.secret:
        yield problem(
            "secret",
            f"there is a store, but no secret: neither {Home(settings.home).secret} nor KETABYAR_SECRET",
            "restore the secret with which the store was created; a new one locks every patron out",
        )
        return
    store = await Store.open(settings.database_url, clock=settings.clock(), **settings.store_keys)
    try:
        async for finding in _content(settings, store):
            yield finding
    finally:
        await store.close()


def _not_ready(settings: Settings, why: str) -> str:
    if "newer" in why:
        return ""
    # A home that nothing has been made in is more often the wrong one than a new one.
    others = "" if settings.secret else (
        "if ketabyar runs already, give this command the variables that it was started with (KETABYAR_HOME, "
        "KETABYAR_DATABASE_URL …), else a second store is made; for a new one "
    )  # fmt: skip
    return f"{others}run `ketabyar migrate`"


def _unreachable(settings: Settings) -> str:
    if settings.database_url.startswith("sqlite"):
        return "see that this user may read and write the file, and that it is a store of ketabyar’s"
    return (
        "is PostgreSQL running, and may this machine reach it? KETABYAR_DATABASE_URL, or the file that holds it, names "
        "its host, port, database, user and password"
    )


async def _content(settings: Settings, store: Store) -> AsyncIterator[Finding]:
    if await seal.is_ours(store) is False:
        yield problem("secret", str(seal.OtherSecret()))
    else:
        yield ok("secret", "the one that the store belongs to" + (", or the one before" if store.keys.previous else ""))
    for told in await change_forgotten(settings, store):
        yield problem("change of the secret", told, "docs/operating.md says how a change of the secret ends")
    if await seed.has_library(store):
        yield ok("library", "branches and titles are loaded")
    else:
        yield problem("library", "the store holds no library", "run `ketabyar seed FILE.yml`")
    since = await in_service_since(store) if settings.environment == "demo" else None
    if since is not None:
        yield problem(
            "environment",
            f"the store is a real library’s (in production since {since:%Y-%m-%d}), and these settings would open it "
            "as a demonstration: nothing starts",
            f"bring {Home(settings.home).settings} or the variables back that it was started with, or write the main "
            "settings anew: `ketabyar init --only address`",
        )
    left = await left_of_demonstration(store) if settings.environment == "production" else None
    if left:
        yield problem("demonstration", str(DemonstrationLeft(left)))
    if await has_staff(store):
        yield ok("staff", "the console has accounts")
    else:
        tell = problem if settings.environment == "production" else note
        yield tell(
            "staff", "nobody can sign in to the console", "run `ketabyar staff add USERNAME --name 'Their Name'`"
        )
    shared = shared_project(settings.home, store).shared
    if shared is not None and (why := await shared.why_refused()):
        yield problem(
            "staff's edits",
            f"what the store has of them is refused: {why}",
            "run `ketabyar content repair` on the machine whose copy is the newest (docs/operating.md)",
        )
    async for finding in check_imports(store):
        yield finding
    async for finding in check_harvest(settings, store):
        yield finding
    failed, why = await outbox.undelivered(store, store.clock.now() - RECENT)
    if failed:
        yield problem(
            "outbox",
            f"{failed} messages of the last day were not delivered" + (f", the last because: {why}" if why else ""),
            "docs/messengers.md explains what messengers answer",
        )
    else:
        yield ok("outbox", "every message of the last day was delivered")
