"""The list of conversations that wait for a librarian or are with one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import msgspec
from litestar import Controller, get, post
from litestar.response import Redirect, Stream, Template

from bot.console.frame.access import needs
from bot.console.frame.columns import Column
from bot.console.frame.lists import ListQuery
from bot.console.frame.navigation import HomeCard
from bot.console.frame.reading import clipped, read_once
from bot.console.frame.roles import Permission
from bot.console.frame.session import Reader
from bot.console.frame.visit import Visit
from bot.console.inbox.live import talks_of
from bot.console.inbox.refusals import told_conflict
from bot.console.inbox.telling import tell
from bot.covered import in_words
from crm.errors import Conflict, NotFound
from crm.handoff import alarms, queue, steps
from crm.handoff.queue import QueuedConversation
from crm.library_info import directory
from crm.staff.presence import anybody_there
from protocol.values import LANGUAGES

__all__ = ["INBOX", "QueuePages", "waiting_cards"]

INBOX = "/console/inbox"
WORK = needs(Permission.WORK_INBOX)
_ENCODE = msgspec.json.Encoder().encode
WHOSE = ("waiting", "mine", "others")


class QueuePages(Controller):
    """Handlers of the inbox queue."""

    path = "/inbox"

    @get("/", opt=WORK)
    async def index(self, visit: Visit) -> Template | Stream:
        """List who waits and who is with a librarian."""
        query = ListQuery.from_request(visit.request, filters={"who": WHOSE, "language": LANGUAGES})
        # Read before the rows: what changes in between is then asked for once more, and never missed.
        stands = await queue.standings(visit.store, visit.reader.staff_id)
        ringing = await alarms.ringing(visit.store)
        found = await queue.queue(visit.store)
        who, language = query.filters.get("who"), query.filters.get("language")
        rows = [
            row
            for row in found
            if (who is None or _whose(row, visit.reader) == who) and (language is None or row.language == language)
        ]
        columns = _columns(visit)
        if query.wants_csv:
            told = [column.key for column in columns if column.value]
            await visit.audited("conversation.exported", "interaction", None, told)
            return visit.file("inbox", columns, rows, texts="inbox.csv.")
        await read_once(visit, "inbox.read", "queue", ("subject", "last_text"))
        now = visit.store.clock.now()
        late = now - timedelta(minutes=visit.console.settings.handoff_minutes) / 2
        is_open, opens_at = await _desk(visit)
        return visit.page(
            "inbox/list.html",
            alarms=await alarms.alarms(visit.store),
            fragment="inbox/_queue.html",
            query=query,
            columns=columns,
            rows=rows,
            known=_ENCODE([talks_of(stands), ringing]).decode(),
            unread={each.public_id: each.unread for each in stands},
            clipped=lambda text: clipped([(in_words(visit.language, text), False)], 140),
            is_said_twice=_is_said_twice,
            late=late,
            is_open=is_open,
            is_anybody_there=await visit.store.look(lambda connection: anybody_there(connection, now)),
            opens_at=opens_at,
            minutes=visit.console.settings.handoff_minutes,
            counts={whose: sum(_whose(row, visit.reader) == whose for row in found) for whose in WHOSE},
        )

    @post("/{public_id:str}/claim", opt=WORK)
    async def claim(self, visit: Visit, public_id: str) -> Template | Redirect:
        """Take a conversation that waits; the other of two is told who has it."""
        try:
            await visit.console.wording.refresh(visit.store)
            wording = visit.console.wording.somebody_came
            await steps.claim(visit.store, public_id, visit.reader.actor, wording=wording)
        except Conflict as error:
            return told_conflict(visit, error, back=INBOX)
        await tell(visit, public_id)
        return visit.go_to(f"{INBOX}/{public_id}", "inbox.claimed")

    @post("/alarms/{alarm_id:int}/take", opt=WORK)
    async def take(self, visit: Visit, alarm_id: int) -> Template | Redirect:
        """Come into the conversation of an alarm, whoever has been answering in it, and note that it was seen."""
        public_id = await alarms.conversation_of(visit.store, alarm_id)
        try:
            await visit.console.wording.refresh(visit.store)
            wording = visit.console.wording.somebody_came
            await steps.claim(visit.store, public_id, visit.reader.actor, wording=wording, unasked=True)
        except Conflict as error:
            return told_conflict(visit, error, back=INBOX)
        await alarms.acknowledge(visit.store, alarm_id, visit.reader.actor)
        await tell(visit, public_id)
        return visit.go_to(f"{INBOX}/{public_id}", "inbox.claimed")

    @post("/alarms/{alarm_id:int}/acknowledge", opt=WORK)
    async def acknowledge(self, visit: Visit, alarm_id: int) -> Redirect:
        """Note that a member of staff has seen an alarm, and takes care of it."""
        await alarms.acknowledge(visit.store, alarm_id, visit.reader.actor)
        visit.console.events.publish()
        return visit.go_to(INBOX, "inbox.alarm.done")


async def waiting_cards(visit: Visit) -> Sequence[HomeCard]:
    """Say on the first page how many wait."""
    if not visit.may(Permission.WORK_INBOX):
        return []
    found = await queue.standings(visit.store)
    waiting = sum(each.status == "waiting_staff" for each in found)
    mine = sum(each.waits for each in found if each.assigned_to == visit.reader.username)
    return [
        HomeCard("alarms", len(await alarms.ringing(visit.store)), INBOX, urgent=True),
        HomeCard("waiting", waiting, f"{INBOX}?who=waiting", urgent=True),
        HomeCard("waiting_mine", mine, f"{INBOX}?who=mine", urgent=True),
    ]


def _whose(row: QueuedConversation, reader: Reader) -> str:
    if row.status == "waiting_staff":
        return "waiting"
    return "mine" if row.assigned_to == reader.username else "others"


def _is_said_twice(row: QueuedConversation) -> bool:
    """Tell whether the last message is what the topic says already, word for word."""
    return row.topic.words is None or row.topic.words.split() == row.last_text.split()


def _columns(visit: Visit) -> tuple[Column, ...]:
    return (
        Column("why", "inbox.why", style="what", is_plain=True),
        Column("conversation", value="public_id"),
        Column("status", value="status"),
        Column("since", "inbox.since", lambda row: visit.locale.when(row.waiting_since)),
        Column("channel", "inbox.where", "channel"),
        Column("language", value="language"),
        Column("subject", value=lambda row: row.topic.words or row.last_text),
        Column("case", value=lambda row: row.topic.case_number),
        Column("intent", value="primary_intent"),
        Column("librarian", value="staff_name"),
        Column("patron", value="patron_name"),
        Column("last", value="last_text"),
        Column("state", "inbox.state"),
        Column("what", "inbox.what"),
    )


async def _desk(visit: Visit) -> tuple[bool, Any]:
    """Tell whether patrons are promised a librarian now, and when the desk opens next."""
    now = visit.store.clock.now()
    try:
        if await directory.is_open(visit.store, None, now, steps.DESK):
            return True, None
        return False, await directory.next_opening(visit.store, None, now, steps.DESK)
    except NotFound:
        return False, None
