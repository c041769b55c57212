"""A check-up of the account at Koha: harmless questions that show which permission is missing.

What is asked for by number is number 0, which nothing has: Koha looks at the permission first.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import records
from crm.database.in_session import in_session
from crm.database.store import Store
from library.errors import IlsMisconfigured, LibraryError
from library.koha import wire
from library.koha.access import KohaAccess
from library.koha.client import KohaClient, Refusing

__all__ = ["OurSide", "Probe", "check_up", "our_side"]


@dataclass(frozen=True, slots=True)
class Probe:
    """One thing that the account must be allowed: what for, by which permission, and what Koha said, if it said no."""

    purpose: str
    permission: str
    refused: str = ""


@dataclass(frozen=True, slots=True)
class OurSide:
    """What stands in our own store beside Koha: branches by their codes, and whether rules and numbered titles do."""

    branches: tuple[str, ...]
    has_rules: bool
    has_titles: bool


QUESTIONS: tuple[tuple[str, str, str, dict[str, object]], ...] = (
    ("names and cards", "borrowers", "/patrons", {"_per_page": 1}),
    ("what is owed", "borrowers: edit_borrowers, updatecharges: remaining_permissions", "/patrons/0/account", {}),
    ("loans and renewals", "circulate: circulate_remaining_permissions", "/checkouts/0", {}),
    ("own reservations", "borrowers: edit_borrowers", "/patrons/0/holds", {"_per_page": 1}),
    ("reservations of a title", "reserveforothers: place_holds", "/holds", {"_per_page": 1}),
    (
        "loans of many patrons, for notices",
        "circulate: circulate_remaining_permissions",
        "/checkouts",
        # As it is asked for: an old Koha knows no filters.
        {"_per_page": 1, "_order_by": "+me.checkout_id", "q": {"me.patron_id": {"-in": [0]}}},
    ),
    ("pick-up places", "reserveforothers: place_holds", "/biblios/0/pickup_locations", {"patron_id": 0}),
    ("titles", "catalogue", "/biblios/0", {}),
    ("copies", "catalogue", "/items", {"_per_page": 1}),
)


async def check_up(access: KohaAccess) -> tuple[list[str], list[Probe]]:
    """Ask Koha everything that the adapter needs; give the ids of its branches, and what each question showed.

    Raises LibraryError when Koha cannot be reached, or does not know the account.
    """
    client = KohaClient(access)
    try:
        branches = await client.all("/libraries", wire.KohaBranch)
        probes = []
        for purpose, permission, path, query in QUESTIONS:
            probes.append(Probe(purpose, permission, await _refused(client, path, query)))
        probes.append(Probe("cards and passwords", "borrowers", await _refused_change(client, *_passwords())))
        probes.append(Probe("placing reservations", "reserveforothers", await _refused_change(client, *_NO_HOLD)))
        return [one.library_id for one in branches], probes
    finally:
        await client.close()


async def our_side(store: Store) -> OurSide:
    """Look at what our own store has."""

    def look(session: Session) -> OurSide:
        codes: Sequence[str] = session.scalars(select(records.Branch.code)).all()
        rules = session.scalar(select(records.LoanRule.id).limit(1)) is not None
        numbers = session.scalars(select(records.TitleRecord.ils_bib_id).limit(50))
        return OurSide(tuple(codes), rules, any(number.isdecimal() for number in numbers))

    return await store.look(in_session(look))


async def _refused(client: KohaClient, path: str, query: dict[str, object]) -> str:
    try:
        await client.found(path, msgspec.Raw, embed="", **query)
    except IlsMisconfigured as error:
        return str(error)
    return ""


# A hold of nobody on nothing: Koha finds neither.
_NO_HOLD = ("/holds", {"patron_id": 0, "biblio_id": 0, "pickup_library_id": "-"})


def _passwords() -> tuple[str, dict[str, str]]:
    # A name that nobody has: no patron’s failed attempts are counted.
    return "/auth/password/validation", {
        "identifier": f"nobody-{secrets.token_hex(8)}",
        "password": secrets.token_hex(8),
    }


async def _refused_change(client: KohaClient, path: str, body: object) -> str:
    """Ask for what cannot be; anything but a no to the thing itself is a no to the account."""
    try:
        await client.write("POST", path, msgspec.Raw, body=body)
    except Refusing as no:
        return "" if no.status in (400, 404) else str(no)
    except LibraryError as error:
        return str(error)
    return "Koha takes anything"
