"""What the page of the desk says by itself: how far it was seen, who is there and writes, and when the wait ends."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
from litestar import Controller, post
from litestar.response import Redirect, Template

from bot.console.frame.access import BY_ITSELF, needs
from bot.console.frame.fields import HiddenField, moment_of
from bot.console.frame.forms import Form
from bot.console.frame.roles import Permission
from bot.console.frame.session import reader_of
from bot.console.frame.visit import Visit
from bot.console.inbox.queue_pages import INBOX
from bot.console.inbox.refusals import told_conflict
from bot.console.inbox.telling import tell
from bot.conversation.message import WEB
from crm.conversations import identities, transcript
from crm.conversations.transcript import Talk
from crm.errors import Conflict
from crm.handoff.more_time import WaitEnd, ends_at, give_time
from crm.handoff.seen import see

__all__ = ["DeskSigns", "end_of_wait", "seconds_until"]

WORK = needs(Permission.WORK_INBOX)
LONGEST_PAGE = 32


class SignForm(Form):
    """What an open page tells: which it is, the last message in sight, whether somebody writes, or that they leave."""

    page = HiddenField()
    seen = HiddenField()
    writes = HiddenField()
    leaves = HiddenField()


class TimeForm(Form):
    """Until when more time was asked for, as the page showed it; empty for not at all."""

    shown = HiddenField()


class Told(msgspec.Struct, frozen=True):
    """When the wait ends, and in how many seconds; `ends` is None while nobody owes a word.

    `due` is in how many seconds a word is due, `held` until when a librarian has asked for, and `waits` says for how
    long the patron has waited.
    """

    ends: datetime | None = None
    left: float = 0.0
    due: float = 0.0
    held: datetime | None = None
    waits: str | None = None


class DeskSigns(Controller):
    """Signs of one conversation at the desk."""

    path = "/inbox"

    @post("/{public_id:str}/here", status_code=200, opt={**WORK, **BY_ITSELF})
    async def here(self, visit: Visit, public_id: str) -> Told:
        """Hear that the page is in sight, up to which message, and whether somebody writes; say when the wait ends."""
        form = await SignForm.sent(visit)
        signs, reader = visit.console.signs, visit.reader
        talk = await transcript.talk(visit.store, public_id)
        page = form.page.data[:LONGEST_PAGE]
        if form.leaves.data:
            signs.leaves(public_id, reader.username, page=page)
            return Told()
        signs.looks(public_id, reader.username, reader.display_name, page=page, writes=bool(form.writes.data))
        if form.writes.data:
            # Whoever types uses the console: the page tells it by itself, but they did it.
            await reader_of(visit.request, visit.console)
        seen = int(form.seen.data) if form.seen.data.isdecimal() and len(form.seen.data) < 10 else 0
        # Other pages of the same reader show it as new until then.
        if seen and await see(visit.store, public_id, reader.staff_id, seen):
            visit.console.events.publish()
        if form.writes.data and talk.status == "with_staff" and talk.assigned_to == reader.username:
            await _show_writing(visit, talk)
        end = await end_of_wait(visit, talk)
        if end is None:
            return Told()
        waits = visit.t("desk.waits", ago=visit.locale.ago(talk.waiting_since))
        return Told(end.at, seconds_until(visit, end.at), seconds_until(visit, end.due), end.held_until, waits)

    @post("/{public_id:str}/more-time", opt=WORK)
    async def more_time(self, visit: Visit, public_id: str) -> Template | Redirect:
        """Move the end of the wait, and let the patron know that it takes longer."""
        form = await TimeForm.sent(visit)
        back = f"{INBOX}/{public_id}"
        shown = moment_of(form.shown.data)
        try:
            await visit.console.wording.refresh(visit.store)
            end = await give_time(
                visit.store, public_id, visit.reader.actor,
                shown=shown, within=_within(visit), wording=visit.console.wording.takes_longer,
            )  # fmt: skip
        except Conflict as error:
            return told_conflict(visit, error, back=back)
        await tell(visit, public_id)
        if end is None:
            return visit.go_to(back)
        moved = end.held_until is not None and (shown is None or end.held_until > shown)
        return visit.go_to(back, "desk.more_time_given" if moved else "desk.more_time_most")


async def end_of_wait(visit: Visit, talk: Talk) -> WaitEnd | None:
    """Say when the bot takes a conversation back unless the patron has a word by then."""
    if talk.waiting_since is None or not talk.is_with_staff:
        return None
    return await ends_at(visit.store, talk.public_id, within=_within(visit))


def seconds_until(visit: Visit, moment: datetime) -> float:
    """Say how long it is to a moment, by the clock of the store; nought when it is past."""
    return max(0.0, (moment - visit.store.clock.now()).total_seconds())


def _within(visit: Visit) -> timedelta:
    return timedelta(minutes=visit.console.settings.handoff_minutes)


async def _show_writing(visit: Visit, talk: Talk) -> None:
    if talk.identity_id is None:
        return
    if talk.channel == WEB:
        await visit.console.hub.tell_writing(talk.identity_id)
        return
    partner = await identities.identity(visit.store, talk.identity_id)
    for chat in visit.console.chats:
        if chat.name == talk.channel:
            await chat.show_writing(partner.external_id)
