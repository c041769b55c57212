"""Staff's copy of the content in one state folder, as it is held to the one of the store: taken over, packed, noted."""

from __future__ import annotations

import fcntl
import hashlib
import logging
import shutil
from pathlib import Path

from bot.content.archives import BASE_NAME, name_of, pack, sha256_of
from bot.content.folder import CONTENT
from bot.content.leftovers import is_left
from bot.content.project import BASE, copy_content, edit_is_done, recover
from crm.database.shared_files import Shared

__all__ = ["LEFT_SECONDS", "NONE_SHA256", "PULLED", "PUSHED", "UNSHARED", "MachineCopy"]

log = logging.getLogger(__name__)

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


class MachineCopy:
    """The copy of one machine, with the note of what it has of the store; all of it blocks on files."""

    def __init__(self, overlay: Path) -> None:
        self._overlay = overlay

    @property
    def is_edited(self) -> bool:
        """Tell whether staff have a copy here."""
        return (self._overlay / "domain.yml").is_file()

    def known(self) -> str:
        """Give the SHA-256 of the copy of the store that is here; "" where none was noted."""
        try:
            return (self._overlay / NOTE).read_text(encoding="ascii")
        except OSError:
            return ""

    def ready(self) -> None:
        """Let our copy be a whole one, as it may be put into the store."""
        self._overlay.mkdir(parents=True, exist_ok=True)
        with (self._overlay / ".lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            recover(self._overlay)

    def put(self, work: Path, found: Shared) -> None:
        """Take over what was brought from the store and unpacked, `staff` and perhaps `base`, in a folder of work."""
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

    def packed(self, packed: Path, base: Path, discarded: bool) -> tuple[str, str]:
        """Pack our copy, and what it was made from; gives the latter's name, and the SHA-256 of the former.

        Where staff have no copy, or it is `discarded`, there is no name.
        """
        if discarded or not self.is_edited:
            packed.write_bytes(b"")
            return "", NONE_SHA256
        name = name_of(self._overlay / BASE)
        note = packed.with_name(BASE_NAME)
        note.write_text(name, encoding="ascii")
        pack(self._overlay, packed, note)
        pack(self._overlay / BASE, base)
        return name, sha256_of(packed)

    def settled(self, sha256: str, discarded: bool) -> None:
        """Note that the store has what is here; what is `discarded` goes before that."""
        if discarded:
            with (self._overlay / ".lock").open("w") as handle:
                fcntl.flock(handle, fcntl.LOCK_EX)
                _discard(self._overlay)
        edit_is_done(self._overlay)
        self._note(sha256)

    def leftovers(self) -> list[Path]:
        """List what a process that was killed has left while it brought or put something."""
        found = (path for prefix in (PULLED, PUSHED) for path in self._overlay.glob(f"{prefix}*"))
        return [path for path in found if is_left(path, LEFT_SECONDS)]

    def _keep_unshared(self, work: Path) -> None:
        """Put aside what was edited on this machine alone, before the machines had one copy in common."""
        if self.known():
            return
        recover(self._overlay)
        if not self.is_edited or name_of(self._overlay) == name_of(work / "staff"):
            return
        if (self._overlay / UNSHARED).exists():
            # From a pull that did not come to its end: by now the copy may be half the store's.
            return
        part = self._overlay / f"{UNSHARED}.part"
        shutil.rmtree(part, ignore_errors=True)
        copy_content(self._overlay, part)
        part.replace(self._overlay / UNSHARED)
        log.warning("edits of this machine alone give way to those of the store; they are in %s", UNSHARED)

    def _note(self, sha256: str) -> None:
        fresh = self._overlay / NEXT_NOTE
        fresh.write_text(sha256, encoding="ascii")
        fresh.replace(self._overlay / NOTE)


def _discard(folder: Path) -> None:
    (folder / "domain.yml").unlink(missing_ok=True)
    for name in (*CONTENT, BASE):
        path = folder / name
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
