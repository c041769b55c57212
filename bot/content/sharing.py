"""Staff's copy of the content where several machines share the store: one for all, with a copy in each state folder.

An edit is made in the folder of the gateway that has it, alone among all of them, from what is newest, and is in the
store when it is done. Every gateway looks for a newer copy before it shows a page of the console, and now and then.
What staff discarded is told by an empty file, so that a store without any never takes edits away from a folder.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import fcntl
import hashlib
import logging
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Never

from bot.content.folder import CONTENT, overlay
from bot.content.leftovers import PREFIX, is_left
from bot.content.project import BASE, Project, copy_content, edit_is_done, recover
from crm.database import shared_files
from crm.database.alone import EDITING, alone_meanwhile
from crm.database.shared_files import FileRefused, Shared, aside
from crm.database.store import Store
from crm.errors import StoreError, StoreUnavailable

__all__ = ["UNSHARED", "SharedContent", "shared_project"]

log = logging.getLogger(__name__)

KIND, STAFF = "content", "staff"
# What this folder has of the store: the SHA-256 of the copy there.
NOTE = ".shared"
# Edits of one machine from before there was one copy for all, where another machine's came first.
UNSHARED = ".unshared"
# Its next text, before it is whole. Not under the lock of the copy, where what ends as a part is removed.
NEXT_NOTE = ".shared.next"
# The SHA-256 of the copy that says that staff have none.
NONE_SHA256 = hashlib.sha256(b"").hexdigest()
# What is just being brought, or put into the store; of a process that was killed meanwhile it is removed by a look once
# it is so old that nobody can be at it.
PULLED, PUSHED = ".pulled-", ".pushed-"
LEFT_SECONDS = 600.0
# In the archive: the name of what the copy was made from, which changes seldom and is a file of its own.
BASE_NAME = "base.name"
# Before a copy that could not be unpacked is fetched once more.
REFUSED_SECONDS = 30.0
LOOK_SECONDS = 2.0
# How soon an edit notices that its gateway has ended.
ENDED_SECONDS = 1.0
ENDING = "this process is ending"
WAY_OUT = "`ketabyar content repair` puts this machine's copy in its place"
# Quickly packed: an edit waits for it.
EFFORT = 1


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
            has_left = not self._pulling.locked() and bool(self._leftovers())
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
        known = self._known()
        if not _is_edited(self._overlay) and known != NONE_SHA256:
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
            await aside(self._ready)
            await self._given(anew=True, discarded=discarded)
            return True

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let nobody else edit on any machine, with the newest copy here; raises errors of the store.

        Nobody edits what is older than the copy of the store: where that is refused, StoreUnavailable is raised.
        """
        held = contextlib.AsyncExitStack()
        try:
            self._wait(self._hold(held))
        except FileRefused as refused:
            raise StoreUnavailable(f"staff's content in the store is refused: {refused}; {WAY_OUT}") from refused
        try:
            yield
        finally:
            self._wait(self._let_go(held))

    def push(self) -> None:
        """Put our copy into the store, inside of `alone`; raises errors of the store and of files.

        Raises StoreBusy where another than the copy that `alone` began with is there: the lock was lost meanwhile.
        """
        self._wait(self._given())

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
        is_other = _is_edited(self._overlay) if found is None else found.sha256 != self._known()
        if not is_other:
            # All is well: the next trouble is news, also when it is the same again.
            self._told = ""
        return is_other

    async def _taken(self) -> bool:
        """Take over what is in the store, while nobody edits; raises FileRefused where it is not to be trusted."""
        for folder in self._leftovers():
            shutil.rmtree(folder, ignore_errors=True)
        found = await shared_files.find(self._store, KIND, STAFF)
        self._began = "" if found is None else found.sha256
        if found is None:
            if not _is_edited(self._overlay):
                return False
            await aside(self._ready)
            await self._given()
            return True
        if found.sha256 == self._known():
            return False
        self._overlay.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._overlay, prefix=PULLED, ignore_cleanup_errors=True) as name:
            work = Path(name)
            try:
                await self._fetch(work, is_empty=found.size == 0)
            except FileRefused:
                self._refused, self._again_at = found.sha256, self._loop.time() + REFUSED_SECONDS
                raise
            await aside(self._put, work, found)
        self._told = ""
        return True

    async def _fetch(self, work: Path, *, is_empty: bool, whole: bool = False) -> None:
        """Bring the copy of the store, and what it was made from where ours is another, or `whole`."""
        if is_empty:
            return
        packed = work / "packed"
        await shared_files.take(self._store, KIND, STAFF, packed)
        await aside(_unpack, packed, work / "staff")
        base = await aside(_base_of, work / "staff")
        if whole or await aside(_name_of, self._overlay / BASE) != base:
            await shared_files.take(self._store, KIND, base, packed)
            await aside(_unpack, packed, work / "base")

    def _put(self, work: Path, found: Shared) -> None:
        with (self._overlay / ".lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            self._keep_unshared(work)
            if found.size == 0:
                _discard(self._overlay)
            else:
                if (work / "base").is_dir():
                    copy_content(work / "base", self._overlay / BASE)
                copy_content(work / "staff", self._overlay)
            # What was before half an edit is older than this.
            edit_is_done(self._overlay)
            self._note(found.sha256)

    def _ready(self) -> None:
        """Let our copy be a whole one, as it may be put into the store."""
        self._overlay.mkdir(parents=True, exist_ok=True)
        with (self._overlay / ".lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            recover(self._overlay)

    def _keep_unshared(self, work: Path) -> None:
        """Put aside what was edited on this machine alone, before the machines had one copy in common."""
        if self._known():
            return
        recover(self._overlay)
        if not _is_edited(self._overlay) or _name_of(self._overlay) == _name_of(work / "staff"):
            return
        if (self._overlay / UNSHARED).exists():
            # From a pull that did not come to its end: by now the copy may be half the store's.
            return
        part = self._overlay / f"{UNSHARED}.part"
        shutil.rmtree(part, ignore_errors=True)
        copy_content(self._overlay, part)
        part.replace(self._overlay / UNSHARED)
        log.warning("edits of this machine alone give way to those of the store; they are in %s", UNSHARED)

    async def _given(self, *, anew: bool = False, discarded: bool = False) -> None:
        """Put our copy into the store, or that staff have none; what is `discarded` goes here once the store has that.

        `discarded` is for who does not hold the copy's lock.
        """
        self._overlay.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._overlay, prefix=PUSHED, ignore_cleanup_errors=True) as name:
            packed, base = Path(name) / "staff", Path(name) / "base"
            base_name, sha256 = await aside(self._packed, packed, base, discarded)
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
            await aside(self._settled, sha256, discarded)
        except OSError:
            log.warning("what staff edited is in the store, and could not be noted here", exc_info=True)

    async def _is_live(self, sha256: str) -> bool:
        try:
            found = await shared_files.find(self._store, KIND, STAFF)
        except (StoreError, FileRefused):
            return False
        return found is not None and found.sha256 == sha256

    def _settled(self, sha256: str, discarded: bool) -> None:
        if discarded:
            with (self._overlay / ".lock").open("w") as handle:
                fcntl.flock(handle, fcntl.LOCK_EX)
                _discard(self._overlay)
        edit_is_done(self._overlay)
        self._note(sha256)

    def _packed(self, packed: Path, base: Path, discarded: bool) -> tuple[str, str]:
        """Pack our copy, and what it was made from; gives the latter's name, and the SHA-256 of the former.

        Where staff have no copy, or it is `discarded`, there is no name.
        """
        if discarded or not _is_edited(self._overlay):
            packed.write_bytes(b"")
            return "", NONE_SHA256
        name = _name_of(self._overlay / BASE)
        note = packed.with_name(BASE_NAME)
        note.write_text(name, encoding="ascii")
        _pack(self._overlay, packed, note)
        _pack(self._overlay / BASE, base)
        return name, _sha256(packed)

    async def _recorded(self) -> str:
        return await shared_files.recorded(self._store, KIND, STAFF)

    def _leftovers(self) -> list[Path]:
        found = (path for prefix in (PULLED, PUSHED) for path in self._overlay.glob(f"{prefix}*"))
        return [path for path in found if is_left(path, LEFT_SECONDS)]

    def _is_news(self, said: str) -> bool:
        is_news, self._told = said != self._told, said
        return is_news

    def _note(self, sha256: str) -> None:
        fresh = self._overlay / NEXT_NOTE
        fresh.write_text(sha256, encoding="ascii")
        fresh.replace(self._overlay / NOTE)

    def _known(self) -> str:
        try:
            return (self._overlay / NOTE).read_text(encoding="ascii")
        except OSError:
            return ""

    def _wait[T](self, work: Coroutine[Any, Any, T]) -> T:
        try:
            doing = asyncio.run_coroutine_threadsafe(work, self._loop)
        except RuntimeError:
            # The gateway had ended before.
            work.close()
            raise StoreUnavailable(ENDING) from None
        while True:
            try:
                return doing.result(ENDED_SECONDS)
            except concurrent.futures.CancelledError:
                # It ends in good order: all that goes on is cancelled.
                raise StoreUnavailable(ENDING) from None
            except TimeoutError:
                if doing.done():
                    return doing.result()
                if self._loop.is_closed():
                    # The gateway has ended, and nobody goes on with it: nor may this thread keep it from ending.
                    with contextlib.suppress(RuntimeError):
                        # What has begun cannot let go of anything any more: it would wait for that.
                        work.close()
                    raise StoreUnavailable(ENDING) from None


def _is_edited(folder: Path) -> bool:
    return (folder / "domain.yml").is_file()


def _discard(folder: Path) -> None:
    (folder / "domain.yml").unlink(missing_ok=True)
    for name in (*CONTENT, BASE):
        path = folder / name
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def _name_of(base: Path) -> str:
    """Give the name of what a copy was made from, by its contents."""
    digest = hashlib.sha256()
    for path in sorted(each for name in CONTENT for each in _files(base / name)):
        digest.update(path.relative_to(base).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return f"base-{digest.hexdigest()[:32]}"


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return [each for each in path.rglob("*") if each.is_file()]
    return [path] if path.is_file() else []


def _pack(folder: Path, target: Path, *more: Path) -> None:
    with tarfile.open(target, "w:gz", compresslevel=EFFORT) as archive:
        for name in CONTENT:
            if (folder / name).exists():
                archive.add(folder / name, arcname=name)
        for path in more:
            archive.add(path, arcname=path.name)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _base_of(staff: Path) -> str:
    try:
        return (staff / BASE_NAME).read_text(encoding="ascii")
    except (FileNotFoundError, UnicodeError) as error:
        raise FileRefused(f"staff's content in the store does not say what it was made from: {error}") from error


def _unpack(packed: Path, folder: Path) -> None:
    folder.mkdir()
    try:
        with tarfile.open(packed, "r:gz") as archive:
            archive.extractall(folder, filter="data")
    except (tarfile.TarError, zlib.error, EOFError, FileNotFoundError, UnicodeError) as error:
        raise FileRefused(f"the archive {_sha256(packed)[:12]} in the store cannot be unpacked: {error}") from error
    if missing := [name for name in CONTENT if not (folder / name).exists()]:
        raise FileRefused(f"the archive {_sha256(packed)[:12]} in the store has no {', '.join(missing)}")
