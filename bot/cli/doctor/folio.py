"""Check of a FOLIO: that edge-patron accepts our key, and that our own store has what edge-patron does not tell."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

from bot.cli.doctor.finding import Finding, note, ok, problem
from bot.settings import Settings
from crm.database.store import Store
from crm.errors import StoreError
from library.errors import IlsMisconfigured, IlsProtocolError, LibraryError
from library.folio.access import FolioAccess
from library.folio.checkup import Asked, OurSide, check_up, our_side

__all__ = ["check_folio"]

SUBJECT = "library system"
PAGE = "docs/folio.md"
FOLIO = {"system": "FOLIO", "page": PAGE, "setting": "KETABYAR_FOLIO_URL"}


async def check_folio(settings: Settings) -> AsyncIterator[Finding]:
    """Ask edge-patron what changes nothing, and look at what stands beside it here."""
    try:
        store = await Store.open(settings.database_url, clock=settings.clock(), **settings.store_keys)
        try:
            ours = await our_side(store)
        finally:
            await store.close()
    except StoreError as error:
        yield problem("FOLIO and the store", str(error), kind="store", said=str(error))
        return
    try:
        access = settings.folio_access()
        asked = await check_up(access, ours.external_ids)
    except IlsMisconfigured as error:
        yield problem(
            SUBJECT, str(error), f"{PAGE} says what to create in FOLIO", kind=error.kind or "account", **FOLIO
        )
        return
    except IlsProtocolError as error:
        yield problem(
            SUBJECT,
            str(error),
            "is KETABYAR_FOLIO_URL an edge-patron, of version 5 or later?",
            kind=error.kind or "not_understood",
            **FOLIO,
        )
        return
    except LibraryError as error:
        yield problem(
            SUBJECT,
            str(error),
            "is KETABYAR_FOLIO_URL edge-patron’s address, and open from this machine?",
            kind=error.kind or "unreachable",
            **FOLIO,
        )
        return
    yield ok(SUBJECT, f"FOLIO answers our API key at {settings.folio_url}")
    for finding in (*_patrons(asked, ours, access), *_places(ours, access), *_beside(ours, access)):
        yield finding


def _patrons(asked: Asked, ours: OurSide, access: FolioAccess) -> Iterator[Finding]:
    if not asked.knows_nobody:
        yield problem(
            "FOLIO: patrons", "FOLIO finds an account for an external system ID that nobody has", kind="knows_anybody"
        )
    if asked.known < asked.asked:
        yield problem(
            "FOLIO: patrons",
            f"of {asked.asked} external system IDs in the store, FOLIO finds {asked.known}",
            f"{PAGE} says which number of a patron it is",
            kind="patrons",
            asked=asked.asked,
            known=asked.known,
            page=PAGE,
        )
    elif asked.asked:
        yield ok("FOLIO: patrons", f"FOLIO finds the {asked.asked} patrons of the store whom it was asked for")
    elif access.external_id == "file":
        yield problem(
            "FOLIO: patrons",
            "no patron of the store has an external system ID: nobody can sign in",
            f"import a file of patrons with it, or set KETABYAR_FOLIO_EXTERNAL_ID=card ({PAGE})",
            kind="external_ids",
            setting="KETABYAR_FOLIO_EXTERNAL_ID=card",
            page=PAGE,
        )
    if not ours.with_pin:
        yield problem(
            "cards",
            "no card of the store has a PIN: nobody can sign in",
            f"{PAGE} says where PINs come from",
            kind="pins",
            page=PAGE,
        )


def _places(ours: OurSide, access: FolioAccess) -> Iterator[Finding]:
    known = {code.casefold() for code in ours.branches}
    strange = sorted(set(access.service_points) - known)
    without = sorted(code for code in ours.branches if code.casefold() not in access.service_points)
    if strange:
        yield problem(
            "FOLIO: branches",
            f"the store has no branch {', '.join(strange)}",
            "KETABYAR_FOLIO_SERVICE_POINTS names branches by their codes",
            kind="branches_unknown",
            branches=", ".join(strange),
            setting="KETABYAR_FOLIO_SERVICE_POINTS",
        )
    if not access.service_points:
        yield problem(
            "FOLIO: service points",
            "no branch has one: nothing can be reserved",
            f"set KETABYAR_FOLIO_SERVICE_POINTS ({PAGE})",
            kind="no_service_points",
            setting="KETABYAR_FOLIO_SERVICE_POINTS",
            page=PAGE,
        )
    elif without:
        yield note(
            "FOLIO: service points",
            f"{', '.join(without)} has none: nothing is collected there",
            kind="service_points",
            branches=", ".join(without),
        )


def _beside(ours: OurSide, access: FolioAccess) -> Iterator[Finding]:
    if not access.cancellation_reason:
        yield note(
            "FOLIO: cancelling",
            "KETABYAR_FOLIO_CANCELLATION_REASON is not set: staff are asked to cancel what a patron gives up",
            f"{PAGE} says where FOLIO shows the UUID of a reason",
            kind="cancelling",
            setting="KETABYAR_FOLIO_CANCELLATION_REASON",
            page=PAGE,
        )
    if not ours.has_rules:
        yield note(
            "loan rules",
            "the store has none: debts stop no renewal, and no terms can be told",
            "write them on the console’s page of loan rules, as FOLIO has them",
            kind="rules",
        )
    if not ours.has_titles:
        yield problem(
            "catalogue",
            "no title of the store has an instance UUID of FOLIO’s: nothing that is found can be reserved",
            "import the catalogue with the instances’ UUIDs as the titles’ ids",
            kind="titles",
            system="FOLIO",
            number="UUID",
        )
