"""Fine actions: what a patron owes, and what for."""

from __future__ import annotations

from actions.dialogue.turn import Turn, nested
from actions.facts.lines import fee_line, money
from actions.rasa.registry import handles
from crm.library_info import directory

__all__ = ["fines"]


@handles("fines", signed_in=True)
async def fines(turn: Turn) -> None:
    """List what is owed with its reasons and the total, and how to pay."""
    account = await turn.library.fees(turn.patron_id)
    note = await directory.service_note(turn.store, "fines")
    pay = note.text if note else None
    running = (
        nested(
            "utter_part_fines_running",
            fines={"list": [fee_line(fee) for fee in account.running], "line": "utter_line_fee"},
        )
        if account.running
        else None
    )
    if account.balance.minor <= 0:
        turn.say("utter_fines_none", running=running, note=pay)
        return
    lines = [fee_line(fee) for fee in account.lines or () if fee.outstanding.minor > 0]
    blocked = account.limit_to_renew is not None and account.balance.minor > account.limit_to_renew.minor
    turn.say(
        "utter_fines",
        total=money(account.balance),
        fines={"list": lines, "line": "utter_line_fee"} if lines else None,
        limit=nested("utter_part_fines_block", limit=money(account.limit_to_renew)) if blocked else None,
        running=running,
        note=pay,
    )
