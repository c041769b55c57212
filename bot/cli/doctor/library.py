"""Library system check: that it answers our account, may be asked all that we need, and fits our own store."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence

from bot.cli.doctor.finding import Finding, note, ok, problem
from bot.cli.doctor.folio import check_folio
from bot.cli.doctor.sip2 import check_sip2
from bot.settings import Settings
from crm.database.store import Store
from crm.errors import StoreError
from library.errors import IlsMisconfigured, IlsProtocolError, LibraryError
from library.koha.checkup import OurSide, Probe, check_up, our_side

__all__ = ["check"]

SUBJECT = "library system"
KOHA = {"system": "Koha", "page": "docs/koha.md", "setting": "KETABYAR_KOHA_URL"}
PERMIT = "give it to the service account: Koha’s staff interface, the account’s page, Set permissions (docs/koha.md)"


async def check(settings: Settings) -> AsyncIterator[Finding]:
    """Ask a library system elsewhere, if there is one, what the adapter asks, without touching anybody’s record."""
    if settings.library_system == "embedded":
        yield ok(SUBJECT, "embedded: cards, loans and holds are in the store")
        return
    if settings.library_system == "files":
        yield ok(SUBJECT, "files: loans, holds and debts are as the last imports brought them; wishes go to staff")
        return
    if settings.library_system == "sip2":
        async for finding in check_sip2(settings):
            yield finding
        return
    if settings.library_system == "folio":
        async for finding in check_folio(settings):
            yield finding
        return
    try:
        branches, probes = await check_up(settings.koha_access())
    except IlsMisconfigured as error:
        yield problem(
            SUBJECT, str(error), "docs/koha.md says what to create in Koha", kind=error.kind or "account", **KOHA
        )
        return
    except LibraryError as error:
        yield problem(
            SUBJECT,
            str(error),
            "is KETABYAR_KOHA_URL the staff interface, and open from this machine?",
            kind=error.kind or ("not_understood" if isinstance(error, IlsProtocolError) else "unreachable"),
            **KOHA,
        )
        return
    yield ok(SUBJECT, f"Koha answers our account at {settings.koha_url}")
    for finding in _permissions(probes):
        yield finding
    for finding in await _fits(settings, branches):
        yield finding


def _permissions(probes: Sequence[Probe]) -> Iterator[Finding]:
    for probe in probes:
        if probe.refused:
            yield problem(
                f"Koha: {probe.purpose}",
                f"{probe.refused}; needed is {probe.permission}",
                PERMIT,
                kind="permission",
                permission=probe.permission,
            )
        else:
            yield ok(f"Koha: {probe.purpose}", f"allowed ({probe.permission})")


async def _fits(settings: Settings, branches: Sequence[str]) -> list[Finding]:
    """Compare Koha with what our own store has to say beside it."""
    try:
        store = await Store.open(settings.database_url, clock=settings.clock(), **settings.store_keys)
    except StoreError as error:
        return [problem("Koha and the store", str(error), kind="store", said=str(error))]
    try:
        return list(_compared(await our_side(store), branches, settings))
    except StoreError as error:
        return [problem("Koha and the store", str(error), kind="store", said=str(error))]
    finally:
        await store.close()


def _compared(ours: OurSide, branches: Sequence[str], settings: Settings) -> Iterator[Finding]:
    theirs, known = {one.casefold(): one for one in branches}, {code.casefold() for code in ours.branches}
    only_theirs = sorted(name for one, name in theirs.items() if one not in known)
    only_ours = sorted(code for code in ours.branches if code.casefold() not in theirs)
    if only_theirs:
        yield note(
            "Koha’s branches",
            f"the store does not have {', '.join(only_theirs)}: they are told by Koha’s name for them, without hours",
            "a branch’s code in the library file is Koha’s library ID",
            kind="branches_there",
            branches=", ".join(only_theirs),
        )
    if only_ours:
        yield note(
            "Koha’s branches",
            f"Koha does not have {', '.join(only_ours)}: nothing is collected there",
            kind="branches_here",
            branches=", ".join(only_ours),
        )
    if not ours.has_rules:
        yield note(
            "loan rules", "the store has none: debts stop no renewal, and no terms can be told",
            "write `loan_rules` in the library file, with Koha’s codes of categories and item types", kind="rules"
        )  # fmt: skip
    if not ours.has_titles:
        yield problem(
            "catalogue", "no title of the store has a number of Koha’s: nothing that is found can be reserved",
            "load the catalogue with Koha’s biblionumbers as the titles’ ids",
            kind="titles", system="Koha", number="biblionumber",
        )  # fmt: skip
    if not settings.koha_login_attempts:
        yield note(
            "Koha’s lock-out", "KETABYAR_KOHA_LOGIN_ATTEMPTS is 0: wrong passwords here count at Koha too",
            "set it to Koha’s FailedLoginAttempts, if that is used",
            kind="lock_out", setting="KETABYAR_KOHA_LOGIN_ATTEMPTS", number="FailedLoginAttempts",
        )  # fmt: skip
