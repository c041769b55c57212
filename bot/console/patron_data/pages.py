"""The page of one patron's data: found by the card, copied and erased by who answers for it."""

from __future__ import annotations

from litestar import Controller, Response, get, post
from litestar.response import Template

from bot.console.frame.access import needs
from bot.console.frame.columns import Column
from bot.console.frame.fields import TextField, TickField
from bot.console.frame.forms import Form
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.conversation.erasing import ErasedChat, erase_everywhere
from bot.pages.copy_view import as_file, sections
from bot.pages.erasure_view import debts, erasure_lines, receipt_file
from crm.errors import NotFound
from crm.forgetting.open_matters import Unsettled
from crm.notices.addresses import addresses_of, revive
from crm.patrons.cards import CardHolder, patron_by_card, patron_by_public_id
from crm.trust.consent_counts import consent_counts
from crm.trust.consents import consents_of
from crm.trust.copying import Whose, copy_of
from crm.trust.purposes import purposes
from crm.trust.requests import last_requests, note_copy, requests_of
from language.calendars import zone
from library.errors import LibraryError
from library.leaving import hindrance

__all__ = ["PatronDataPages"]

HOME = "/console/patron-data"
COPY = needs(Permission.COPY_PATRONS)
ERASE = needs(Permission.ERASE_PATRONS)
CONSENTS = (
    Column("when", "my_data.field.occurred_at"),
    Column("purpose", "my_data.field.purpose", heads_row=True),
    Column("channel", "my_data.field.channel"),
    Column("action", "my_data.field.action"),
    Column("source", "my_data.field.source"),
)
ADDRESSES = (
    Column("kind", "my_data.field.kind"),
    Column("value", "my_data.field.value", heads_row=True),
    Column("state", "patron_data.address_state"),
)
REQUESTS = (
    Column("received", "my_data.field.received_at"),
    Column("kind", "my_data.field.kind", heads_row=True),
    Column("status", "my_data.field.status"),
    Column("by", "my_data.field.actor_kind"),
)


AGREED = (
    Column("purpose", "my_data.field.purpose", heads_row=True),
    Column("channel", "my_data.field.channel"),
    Column("agreed", "patron_data.agreed"),
    Column("declined", "patron_data.declined"),
)


class WhoseDataForm(Form):
    """Whose data is asked for."""

    card = TextField("patron_data.card", hint="patron_data.card_hint", required=True, most=64, dir="ltr")


class ErasureForm(Form):
    """The confirmation of an erasure, with the reason."""

    reason = TextField("patron_data.reason", hint="patron_data.reason_hint", required=True, most=200)
    sure = TickField("my_data.sure")


class PatronDataPages(Controller):
    """Handlers of the pages of patrons' data."""

    path = "/patron-data"

    @get("/", opt=COPY)
    async def ask(self, visit: Visit) -> Template:
        """Ask for a card."""
        return await _home(visit, WhoseDataForm(visit))

    @post("/", opt=COPY)
    async def find(self, visit: Visit) -> PageOrRedirect:
        """Find the patron of a card; its number stands in no address."""
        form = await WhoseDataForm.sent(visit)
        found = None if form.is_wrong else await patron_by_card(visit.store, form.data["card"])
        if found is None:
            if not form.is_wrong:
                form.wrong("card", "patron_data.unknown")
            return await _home(visit, form)
        return visit.go_to(f"{HOME}/{found.public_id}")

    @get("/{public_id:str}", opt=COPY)
    async def show(self, visit: Visit, public_id: str) -> Template:
        """Show what a patron agreed to and asked for, and the ways to copy and erase."""
        patron = await _patron(visit, public_id)
        await visit.audited(
            "patron.data_read", "patron", None, ["addresses", "consents", "data_requests"], patron=public_id
        )
        return await _shown(visit, patron)

    @get("/{public_id:str}/copy", opt=COPY)
    async def copy(self, visit: Visit, public_id: str) -> Template:
        """Show everything that is kept about a patron."""
        patron = await _patron(visit, public_id)
        copy = await copy_of(visit.store, Whose(patron_id=patron.id), visit.language)
        await note_copy(visit.store, patron.id, None, kind="access", by=visit.reader.actor)
        return visit.page(
            "patron_data/copy.html",
            patron=patron,
            sections=sections(copy, visit.language, zone(visit.locale.time_zone)),
        )

    @get("/{public_id:str}/copy.json", opt=COPY)
    async def file(self, visit: Visit, public_id: str) -> Response[bytes]:
        """Give the copy as a file, to be handed to the patron."""
        patron = await _patron(visit, public_id)
        copy = await copy_of(visit.store, Whose(patron_id=patron.id), visit.language)
        await note_copy(visit.store, patron.id, None, kind="export", by=visit.reader.actor)
        headers = {"Content-Disposition": 'attachment; filename="patron-data.json"'}
        return Response(as_file(copy), media_type="application/json; charset=utf-8", headers=headers)

    @post("/{public_id:str}/addresses/{address:str}", opt=COPY)
    async def revive(self, visit: Visit, public_id: str, address: str) -> PageOrRedirect:
        """Let an address that came back be written to again."""
        patron = await _patron(visit, public_id)
        await revive(visit.store, patron.id, address, by=visit.reader.actor)
        return visit.go_to(f"{HOME}/{public_id}#addresses", "patron_data.revived")

    @post("/{public_id:str}/erase", opt=ERASE, status_code=200)
    async def erase(self, visit: Visit, public_id: str) -> Template:
        """Erase the patron for a reason, and show the signed receipt."""
        patron = await _patron(visit, public_id)
        form = await ErasureForm.sent(visit)
        if not form.data["reason"]:
            form.wrong("reason", "patron_data.reason_needed")
        if form.sure.typed != "yes":
            form.wrong("sure", "my_data.not_sure")
        if form.is_wrong:
            return await _shown(visit, patron, form=form, status=422)
        console, reason = visit.console, form.data["reason"]
        try:
            done = await erase_everywhere(
                visit.store,
                console.engine,
                console.library,
                patron.id,
                by=visit.reader.actor,
                because=reason,
                content=visit.content,
            )
        except Unsettled:
            return await _shown(visit, patron, form=form, status=409)
        except LibraryError:
            return await _shown(visit, patron, form=form, status=503)
        for chat in done.receipt.chats:
            console.conversations.forget_partner(chat)
        return _erased(visit, done)


async def _home(visit: Visit, form: Form) -> Template:
    """Show the search, how many patrons agreed to what, and the last requests of all."""
    return visit.page(
        "patron_data/find.html",
        status=422 if form.is_wrong else 200,
        form=form,
        agreed=await consent_counts(visit.store),
        agreed_columns=AGREED,
        names={purpose.code: purpose.name(visit.language) for purpose in await purposes(visit.store)},
        requests=await last_requests(visit.store),
        request_columns=REQUESTS,
    )


async def _patron(visit: Visit, public_id: str) -> CardHolder:
    found = await patron_by_public_id(visit.store, public_id)
    if found is None:
        raise NotFound("patron", public_id)
    return found


async def _shown(visit: Visit, patron: CardHolder, *, form: ErasureForm | None = None, status: int = 200) -> Template:
    store = visit.store
    open_matters, is_known = None, True
    try:
        open_matters = await hindrance(store, visit.console.library, patron.id)
    except LibraryError:
        is_known = False
    return visit.page(
        "patron_data/one.html",
        status=status,
        patron=patron,
        at=f"{HOME}/{patron.public_id}",
        addresses=await addresses_of(store, patron.id),
        address_columns=ADDRESSES,
        consents=await consents_of(store, patron.id),
        names={purpose.code: purpose.name(visit.language) for purpose in await purposes(store)},
        requests=await requests_of(store, patron.id),
        consent_columns=CONSENTS,
        request_columns=REQUESTS,
        hindrance=open_matters,
        is_known=is_known,
        debts=[] if open_matters is None else debts(open_matters, visit.language),
        form=form or ErasureForm(visit),
        may_erase=visit.may(Permission.ERASE_PATRONS),
    )


def _erased(visit: Visit, done: ErasedChat) -> Template:
    if done.told is None or done.signed is None:
        raise NotFound("patron", "")
    written = receipt_file(done.told, done.signed, visit.language, zone(visit.locale.time_zone)).decode()
    return visit.page(
        "patron_data/erased.html", lines=erasure_lines(done.told, visit.language), signed=done.signed, written=written
    )
