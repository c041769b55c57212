"""Staff's copy of the content where several machines share the store: one for all, with a copy in each state folder.

An edit is made in the folder of the gateway that has it, alone among all of them, from what is newest, and is in the
store when it is done. Every gateway looks for a newer copy before it shows a page of the console, and now and then.
What staff discarded is told by an empty file, so that a store without any never takes edits away from a folder.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Never

from bot.content.archives import base_of, name_of, unpack
from bot.content.folder import overlay
from bot.content.leftovers import PREFIX
from bot.content.machine_copy import NONE_SHA256, PULLED, PUSHED, MachineCopy
from bot.content.project import BASE, Project
from bot.content.waiting import wait_for
from crm.database import shared_files
from crm.database.alone import EDITING, alone_meanwhile
from crm.database.shared_files import FileRefused, aside
from crm.database.store import Store
from crm.errors import StoreError, StoreUnavailable

__all__ = ["SharedContent", "shared_project"]

log = logging.getLogger(__name__)

KIND, STAFF = "content", "staff"
# Before a copy that could not be unpacked is fetched once more.
REFUSED_SECONDS = 30.0
LOOK_SECONDS = 2.0
WAY_OUT = "`ketabyar content repair` puts this machine's copy in its place"


def shared_project(home: Path, store: Store) -> Project:
    """Give the content of a state folder, shared with other machines where the store is; inside an event loop."""
    return Project(home, shared=None if store.is_sqlite else SharedContent(store, home))


class SharedContent:
    """Keeps the copy of one state folder and that of the store the same; PostgreSQL only.

    `alone` and `push` block, and are called from threads of the event loop in which this was made.
    """

    def __init__(self, store: Store, home: Path) -> None:
        self._store = store
        self._overlay = overlay(home)
        self._copy = MachineCopy(self._overlay)
        self._loop = asyncio.get_running_loop()
        self._pulling = asyncio.Lock()
        # The SHA-256 of the copy in the store that an edit begins from; empty where there is none.
        self._began = ""
        # What was said of the last trouble: once is enough.
        self._told = ""
        # A copy that could not be unpacked, and from when on it is tried again.
        self._refused, self._again_at = "", 0.0

    async def follow(self) -> Never:
        """Look for newer copies, for ever."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK_SECONDS)

    async def look(self) -> None:
        """Pull, for who looks every few seconds: what goes wrong is told of in the log, once in a row."""
        try:
            await self.pull()
        except (StoreError, OSError) as error:
            if self._is_news(str(error)):
                log.warning("what staff edit elsewhere is not known for the moment: %s", error)
        except Exception as error:
            # Whatever it was, the next copy may be better.
            if self._is_news(repr(error)):
                log.exception("what staff edit elsewhere could not be looked for")

    async def pull(self) -> bool:
        """Take the copy of the store over where it is another than ours; tell whether it was.

        Edits of a time before the store had any are handed over. Errors of the store are raised; a copy that was not
        put there by us is not taken.
        """
        try:
            # While this process brings or puts something, what it works on is no leftover.
            has_left = not self._pulling.locked() and bool(self._copy.leftovers())
            if not has_left and not await self._is_other():
                return False
            async with self._pulling, alone_meanwhile(self._store, EDITING):
                return await self._taken()
        except FileRefused as refused:
            if self._is_news(str(refused)):
                log.error("what staff edited elsewhere is not taken over: %s; %s", refused, WAY_OUT)
            return False

    async def why_refused(self) -> str | None:
        """Tell why the copy of the store cannot be taken over, here or on another machine; None where it can be."""
        while True:
            recorded = await self._recorded()
            with tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as name:
                try:
                    found = await shared_files.find(self._store, KIND, STAFF)
                    if found is not None:
                        await self._fetch(Path(name), is_empty=found.size == 0, whole=True)
                    return None
                except FileRefused as refused:
                    # Another edit may have taken its place while it was read.
                    if recorded == await self._recorded():
                        return str(refused)

    async def is_latest(self) -> bool:
        """Tell whether our copy is the one that the store has, or had before it was damaged.

        Where the seal itself is not ours nobody knows what the store had, and it is not; nor where we have no copy.
        """
        known = self._copy.known()
        if not self._copy.is_edited and known != NONE_SHA256:
            return False
        try:
            found = await shared_files.find(self._store, KIND, STAFF)
        except FileRefused:
            return False
        return found is not None and found.sha256 == known

    async def put_in_place_of_refused(self, *, discarded: bool = False) -> bool:
        """Put our copy, or that staff have none, in the place of one in the store that is refused.

        False when it is not refused (any more). Raises errors of the store and of files.
        """
        async with self._pulling, alone_meanwhile(self._store, EDITING):
            if await self.why_refused() is None:
                return False
            self._began = await self._recorded()
            await aside(self._copy.ready)
            await self._given(anew=True, discarded=discarded)
            return True

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let nobody else edit on any machine, with the newest copy here; raises errors of the store.

        Nobody edits what is older than the copy of the store: where that is refused, StoreUnavailable is raised.
        """
        held = contextlib.AsyncExitStack()
        try:
            wait_for(self._hold(held), self._loop)
        except FileRefused as refused:
            raise StoreUnavailable(f"staff's content in the store is refused: {refused}; {WAY_OUT}") from refused
        try:
            yield
        finally:
            wait_for(self._let_go(held), self._loop)

    def push(self) -> None:
        """Put our copy into the store, inside of `alone`; raises errors of the store and of files.

        Raises StoreBusy where another than the copy that `alone` began with is there: the lock was lost meanwhile.
        """
        wait_for(self._given(), self._loop)

    async def _hold(self, held: contextlib.AsyncExitStack) -> None:
        try:
            await held.enter_async_context(self._pulling)
            await held.enter_async_context(alone_meanwhile(self._store, EDITING))
            await self._taken()
        except BaseException:
            await held.aclose()
            raise

    async def _let_go(self, held: contextlib.AsyncExitStack) -> None:
        try:
            await held.aclose()
        except Exception:
            # What was edited is in the store, or is not: a connection that is lost changes nothing in that.
            log.warning("the connection with the lock of edits was lost", exc_info=True)

    async def _is_other(self) -> bool:
        found = await shared_files.find(self._store, KIND, STAFF)
        if found is not None and found.sha256 == self._refused and self._loop.time() < self._again_at:
            return False
        is_other = self._copy.is_edited if found is None else found.sha256 != self._copy.known()
        if not is_other:
            # All is well: the next trouble is news, also when it is the same again.
            self._told = ""
        return is_other

    async def _taken(self) -> bool:
        """Take over what is in the store, while nobody edits; raises FileRefused where it is not to be trusted."""
        for folder in self._copy.leftovers():
            shutil.rmtree(folder, ignore_errors=True)
        found = await shared_files.find(self._store, KIND, STAFF)
        self._began = "" if found is None else found.sha256
        if found is None:
            if not self._copy.is_edited:
                return False
            await aside(self._copy.ready)
            await self._given()
            return True
        if found.sha256 == self._copy.known():
            return False
        self._overlay.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._overlay, prefix=PULLED, ignore_cleanup_errors=True) as name:
            work = Path(name)
            try:
                await self._fetch(work, is_empty=found.size == 0)
            except FileRefused:
                self._refused, self._again_at = found.sha256, self._loop.time() + REFUSED_SECONDS
                raise
            await aside(self._copy.put, work, found)
        self._told = ""
        return True

    async def _fetch(self, work: Path, *, is_empty: bool, whole: bool = False) -> None:
        """Bring the copy of the store, and what it was made from where ours is another, or `whole`."""
        if is_empty:
            return
        packed = work / "packed"
        await shared_files.take(self._store, KIND, STAFF, packed)
        await aside(unpack, packed, work / "staff")
        base = await aside(base_of, work / "staff")
        if whole or await aside(name_of, self._overlay / BASE) != base:
            await shared_files.take(self._store, KIND, base, packed)
            await aside(unpack, packed, work / "base")

    async def _given(self, *, anew: bool = False, discarded: bool = False) -> None:
        """Put our copy into the store, or that staff have none; what is `discarded` goes here once the store has that.

        `discarded` is for who does not hold the copy's lock.
        """
        self._overlay.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._overlay, prefix=PUSHED, ignore_cleanup_errors=True) as name:
            packed, base = Path(name) / "staff", Path(name) / "base"
            base_name, sha256 = await aside(self._copy.packed, packed, base, discarded)
            beside = {base_name: base} if base_name else {}
            try:
                await shared_files.exchange(
                    self._store, KIND, STAFF, packed, began=self._began, beside=beside, anew=anew
                )
            except StoreError:
                # The connection may have been lost after the store had it: then it is edited, everywhere.
                if not await self._is_live(sha256):
                    raise
        # From here on nothing may fail the edit: without a note it is only brought once more.
        self._began = sha256
        try:
            await aside(self._copy.settled, sha256, discarded)
        except OSError:
            log.warning("what staff edited is in the store, and could not be noted here", exc_info=True)

    async def _is_live(self, sha256: str) -> bool:
        try:
            found = await shared_files.find(self._store, KIND, STAFF)
        except (StoreError, FileRefused):
            return False
        return found is not None and found.sha256 == sha256

    async def _recorded(self) -> str:
        return await shared_files.recorded(self._store, KIND, STAFF)

    def _is_news(self, said: str) -> bool:
        is_news, self._told = said != self._told, said
        return is_news
