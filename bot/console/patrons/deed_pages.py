"""What staff do for a patron at the patron's word: loans renewed and titles reserved, each noted as a contact.

The form's key goes with the request to the library system, so that a form that is sent twice renews once; and the
contact under it is written down once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from litestar import Controller, post
from litestar.response import Template

from bot.console.frame.access import needs
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.console.patrons.account import SECONDS, money, refusal_words
from bot.console.patrons.forms import HoldForm, RenewForm, TitleForm
from bot.console.patrons.view import HOME, patron_page, record_of
from crm.people.contacts import CHANNELS, add_contact
from crm.people.record import PatronOverview
from library.errors import LibraryError
from library.values import HoldOutcome, HoldStatus, RenewOutcome, RenewStatus, Title

__all__ = ["DeedPages", "DeedOutcome"]

WORK = needs(Permission.WORK_PATRONS)
# A change may take the library system a little longer than a look.
DEED_SECONDS = 15.0
FOUND = 8


@dataclass(frozen=True, slots=True)
class DeedOutcome:
    """What came of one thing: its title, whether it was done, and the sentence that says so."""

    title: str
    ok: bool
    said: str


class DeedPages(Controller):
    """Handlers of what is done for a patron."""

    path = "/patrons"

    @post("/{public_id:str}/renew", opt=WORK, status_code=200)
    async def renew(self, visit: Visit, public_id: str) -> PageOrRedirect:
        """Renew loans, and say of each what came of it."""
        record = await record_of(visit, public_id)
        form = await RenewForm.sent(visit)
        _check_channel(form)
        if not form.loans.data:
            form.wrong("loans", "patrons.bad.loans")
        if form.is_wrong:
            return await patron_page(visit, record, form)
        key = form.own_key
        try:
            async with asyncio.timeout(DEED_SECONDS):
                outcomes = await visit.console.library.renew(
                    record.id, list(dict.fromkeys(form.loans.data)), key=f"desk:{key}"
                )
        except (LibraryError, TimeoutError) as error:
            return await _not_known(visit, record, error)
        done = [DeedOutcome(one.title, one.ok, _renewed(visit, one)) for one in outcomes]
        return await _noted(visit, record, key, form.channel.data, "patrons.did_renew", "patron.renew", done)

    @post("/{public_id:str}/titles", opt=WORK, status_code=200)
    async def titles(self, visit: Visit, public_id: str) -> PageOrRedirect:
        """Find a title to be reserved."""
        record = await record_of(visit, public_id)
        form = await TitleForm.sent(visit)
        if not form.title.data:
            return await patron_page(visit, record, form.wrong("title", "patrons.bad.title"))
        library = visit.console.library
        try:
            async with asyncio.timeout(SECONDS):
                page = await library.search(text=form.title.data, limit=FOUND)
                branches = await library.pickup_branches(record.id, page.titles[0].id) if page.titles else []
        except (LibraryError, TimeoutError):
            return await patron_page(visit, record, form, status=503, problem=visit.t("patrons.library_away"))
        if not page.titles:
            return await patron_page(visit, record, form.wrong("title", "patrons.bad.no_title"))
        options = [(branch.code, branch.name[visit.language]) for branch in branches]
        return _choose(visit, record, HoldForm.fresh(visit), page.titles, options)

    @post("/{public_id:str}/reserve", opt=WORK, status_code=200)
    async def reserve(self, visit: Visit, public_id: str) -> PageOrRedirect:
        """Reserve a title, and say what came of it."""
        record = await record_of(visit, public_id)
        form = await HoldForm.sent(visit)
        _check_channel(form)
        if not form.title_id.data or form.is_wrong:
            return await patron_page(visit, record, problem=visit.t("patrons.bad.no_choice"))
        key = form.own_key
        try:
            async with asyncio.timeout(DEED_SECONDS):
                outcome = await visit.console.library.place_hold(
                    record.id, form.title_id.data, form.branch.data, key=f"desk:{key}"
                )
        except (LibraryError, TimeoutError) as error:
            return await _not_known(visit, record, error)
        done = [DeedOutcome(outcome.title, outcome.ok, _reserved(visit, outcome))]
        return await _noted(visit, record, key, form.channel.data, "patrons.did_reserve", "patron.reserve", done)


def _check_channel(form: RenewForm | HoldForm) -> None:
    if form.channel.data not in CHANNELS:
        form.wrong("channel", "patrons.bad.channel")


async def _not_known(visit: Visit, record: PatronOverview, error: Exception) -> Template:
    """Say that the library system did not answer: nothing was done, or nobody knows."""
    sure = isinstance(error, LibraryError) and error.nothing_done
    text = visit.t("patrons.nothing_done" if sure else "patrons.not_known_done")
    return await patron_page(visit, record, status=503, problem=text)


async def _noted(
    visit: Visit, record: PatronOverview, key: str, channel: str, subject: str, deed: str, done: Sequence[DeedOutcome]
) -> Template:
    """Write down as a contact what was done at whose word, and show it."""
    words = "\n".join(f"{one.title}: {one.said}" if one.title else one.said for one in done)
    how = visit.t(f"patrons.by_word.{channel}")
    await add_contact(
        visit.store,
        record.id,
        key=key,
        channel=channel,
        subject=visit.t(subject),
        words=f"{how}\n{words}"[:4000],
        by=visit.reader.actor,
    )
    await visit.audited(deed, "patron", None, (), patron=record.public_id)
    return visit.page(
        "patrons/done.html",
        record=record,
        done=done,
        how=how,
        subject=visit.t(subject),
        at=f"{HOME}/{record.public_id}",
    )


def _choose(
    visit: Visit, record: PatronOverview, form: HoldForm, titles: Sequence[Title], options: list[tuple[str, str]]
) -> Template:
    form.branch.options = options
    return visit.page("patrons/titles.html", record=record, form=form, titles=titles, at=f"{HOME}/{record.public_id}")


def _renewed(visit: Visit, outcome: RenewOutcome) -> str:
    if outcome.status is RenewStatus.RENEWED:
        said = visit.t("patrons.renewed", day=visit.locale.day(outcome.new_due_date))
        return said if outcome.fee is None else f"{said} {visit.t('patrons.charged', sum=money(visit, outcome.fee))}"
    if outcome.status is RenewStatus.REQUESTED:
        return visit.t("patrons.requested", number=outcome.request)
    if outcome.status is RenewStatus.UNCONFIRMED:
        return visit.t("patrons.not_known_done")
    return refusal_words(visit, outcome.refusal) or visit.t("patrons.refused.not_found")


def _reserved(visit: Visit, outcome: HoldOutcome) -> str:
    if outcome.status is HoldStatus.PLACED:
        place = outcome.hold.position if outcome.hold is not None else None
        said = visit.t("patrons.reserved") if place is None else visit.t("patrons.reserved_at", n=place)
        free = visit.t("patrons.comma").join(branch.name[visit.language] for branch in outcome.available_at)
        return f"{said} {visit.t('patrons.on_shelf', branches=free)}" if free else said
    if outcome.status is HoldStatus.REQUESTED:
        return visit.t("patrons.requested", number=outcome.request)
    if outcome.status is HoldStatus.UNCONFIRMED:
        return visit.t("patrons.not_known_done")
    return refusal_words(visit, outcome.refusal) or visit.t("patrons.refused.not_found")
