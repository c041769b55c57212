"""The adapter for a library system that is known only by its files, composed of its parts."""

from __future__ import annotations

from library.embedded.adapter import EmbeddedLibrary
from library.files.hold_requests import HoldRequests
from library.files.renewal_requests import RenewalRequests
from library.values import Capability

__all__ = ["FilesLibrary"]

# What only the system itself can do or know; of the rest its files tell.
ITS_OWN = frozenset(
    {
        Capability.CHANGES,
        Capability.CURRENT,
        Capability.RENEW_CHECK,
        Capability.RENEWAL_TERMS,
        Capability.HOLD_TITLE,
        Capability.CANCEL_READY,
        Capability.MOVE_HOLD,
        # What a file said this morning may be returned by now: nobody is reminded by it.
        Capability.NOTICES,
    }
)


class FilesLibrary(RenewalRequests, HoldRequests, EmbeddedLibrary):
    """Loans, holds and debts as another system's files brought them; nothing of them is changed here."""

    def capabilities(self) -> frozenset[Capability]:
        """Say that it tells what the files do, and changes nothing."""
        return frozenset(Capability) - ITS_OWN
