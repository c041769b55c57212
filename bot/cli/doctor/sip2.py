"""Check of a SIP2 server: that it accepts our account, takes the messages we need, and knows our copies."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.cli.doctor.finding import Finding, note, ok, problem
from bot.settings import Settings
from crm.database.store import Store
from crm.errors import StoreError
from library.errors import IlsMisconfigured, IlsProtocolError, LibraryError
from library.sip2.checkup import COPIES, NEEDED, barcodes_of, check_up

__all__ = ["check_sip2"]

SUBJECT = "library system"
SIP2 = {"system": "SIP2", "page": "docs/sip2.md", "setting": "KETABYAR_SIP2_HOST"}


async def check_sip2(settings: Settings) -> AsyncIterator[Finding]:
    """Ask the server what the adapter needs, without touching anybody’s record."""
    try:
        store = await Store.open(settings.database_url, clock=settings.clock(), **settings.store_keys)
        try:
            barcodes = await barcodes_of(store)
        finally:
            await store.close()
    except StoreError as error:
        yield problem("SIP2 and the store", str(error), kind="store", said=str(error))
        return
    try:
        found = await check_up(settings.sip2_access(), barcodes)
    except IlsMisconfigured as error:
        yield problem(
            SUBJECT, str(error), "docs/sip2.md says what the account needs", kind=error.kind or "account", **SIP2
        )
        return
    except IlsProtocolError as error:
        yield problem(
            SUBJECT,
            str(error),
            "is this a SIP2 server, and are charset and checksums set as it has them?",
            kind=error.kind or "not_understood",
            **SIP2,
        )
        return
    except LibraryError as error:
        yield problem(
            SUBJECT,
            str(error),
            "is KETABYAR_SIP2_HOST open from this machine, and encrypted as is set?",
            kind=error.kind or "unreachable",
            **SIP2,
        )
        return
    yield ok(SUBJECT, f"the SIP2 server {found.name or settings.sip2_host} accepts our account")
    for place, (messages, purpose) in NEEDED.items():
        if place in found.missing:
            yield problem(
                f"SIP2: {purpose}",
                f"the server says that it does not take {messages}",
                "switch it on there",
                kind="message_off",
                messages=messages,
            )
        elif (why := found.failed.get(messages[:2])) is not None:
            yield problem(
                f"SIP2: {purpose}", f"message {messages[:2]} gets no answer that can be read: {why}",
                "may our account ask this there, and without a patron’s PIN? docs/sip2.md says what it needs",
                kind="message_failed", messages=messages[:2], page="docs/sip2.md", said=why,
            )  # fmt: skip
        else:
            yield ok(f"SIP2: {purpose}", f"the server takes {messages}")
    if not found.renews:
        yield note(
            "SIP2: renewals",
            "the server says that it does not renew (98)",
            "set KETABYAR_SIP2_RENEWALS=false",
            kind="no_renewals",
            setting="KETABYAR_SIP2_RENEWALS=false",
        )
    if not found.knows_nobody:
        yield problem(
            "SIP2: cards", "the server calls a card valid that nobody has",
            "a sign-in could not be trusted: ask its maker for the field BL", kind="knows_nobody"
        )  # fmt: skip
    if COPIES in found.failed:
        return
    if not found.asked:
        yield problem(
            "catalogue",
            "the store has no copies: titles cannot be found or reserved",
            "import the catalogue",
            kind="no_copies",
        )
    elif not found.known:
        yield problem(
            "catalogue", "the server knows none of our barcodes",
            "import the catalogue with the barcodes that the library system uses", kind="barcodes"
        )  # fmt: skip
