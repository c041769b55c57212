"""What a library system elsewhere does not give notices, kind by kind, and why: by what its adapter says of itself."""

from __future__ import annotations

from bot.settings import Settings
from library.port import Library
from library.values import Capability

__all__ = ["limits"]

_OF_LOANS = ("due_soon", "overdue", "hold_ready")


def limits(settings: Settings, library: Library) -> list[tuple[str, str]]:
    """Give kinds of notices with the text of what is other about them here; none for our own store."""
    can = library.capabilities()
    if Capability.OWN_STORE in can:
        # What a file said this morning may be returned by now: nobody is reminded by it.
        return [] if Capability.NOTICES in can else [(kind, "notices.limit.files") for kind in _OF_LOANS]
    if not settings.reads_elsewhere:
        return [*((kind, "notices.limit.off") for kind in _OF_LOANS), ("card_expiring", "notices.limit.card_kept")]
    how = "notices.limit.many" if Capability.READS_MANY in can else "notices.limit.each"
    found = [(kind, how) for kind in _OF_LOANS]
    if Capability.KEPT_UNTIL not in can:
        found.append(("hold_ready", "notices.limit.no_last_day"))
    found.append(("card_expiring", how if Capability.CARD_EXPIRY in can else "notices.limit.card_kept"))
    return found
