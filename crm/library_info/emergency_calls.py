"""Whom to call in an emergency: the numbers that the library keeps, as facts of an answer."""

from __future__ import annotations

from typing import Any

from crm.database.store import Store
from crm.library_info import directory

__all__ = ["calls_for"]

# Whom to call first, by kind (crm.records.values.ALARM_KINDS).
CALLED = {
    "despair": ("social", "ambulance"),
    "medical": ("ambulance",),
    "fire": ("fire", "ambulance"),
    "gas": ("fire",),
    "violence": ("police", "ambulance"),
    "harassment": ("police",),
    "lost_child": ("police",),
    "theft": ("police",),
    "danger": ("ambulance", "fire", "police"),
}


async def calls_for(store: Store, kind: str) -> dict[str, Any]:
    """Give whom to call, as the library has it, and its guard: facts of `utter_emergency_*` (language.answers).

    Also before a library was loaded there is somebody to call.
    """
    profile = await directory.profile(store)
    known = profile.emergency if profile is not None else directory.Emergency()
    numbers = [
        {"answer": f"utter_part_dial_{service}", "number": {"digits": number}}
        for service in CALLED[kind]
        if (number := getattr(known, service))
    ]
    guard = known.guard
    return {
        "numbers": {"list": numbers, "between": "comma"} if numbers else None,
        "guard": {"answer": "utter_part_dial_guard", "number": {"digits": guard}} if guard else None,
    }
