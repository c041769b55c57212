"""How long things about patrons are kept, as the library's settings have it at this moment."""

from __future__ import annotations

from actions.dialogue.turn import Fact, Turn, nested
from crm.trust.history import history_mode
from crm.trust.periods import days_of
from library.values import Capability

__all__ = ["history_told", "kept_days", "keeps_loans"]


async def kept_days(turn: Turn) -> dict[str, int]:
    """Give the days of every period."""
    return await days_of(turn.store, turn.services.retention_defaults)


def keeps_loans(turn: Turn) -> bool:
    """Tell whether loans are kept in the store, and not by another system and its own rules."""
    return Capability.OWN_STORE in turn.library.capabilities()


async def history_told(turn: Turn) -> Fact:
    """Say what is kept of loans that were returned."""
    if not keeps_loans(turn):
        return nested("utter_part_history_elsewhere")
    days = (await kept_days(turn))["loans"]
    if (await history_mode(turn.store)).history == "none":
        return nested("utter_part_history_none", days=days)
    return nested("utter_part_history_opt_in", days=days)
