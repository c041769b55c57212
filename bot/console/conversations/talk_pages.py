"""The page of one conversation: every turn as it was understood, labels, notes, effort."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Controller, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Template

from bot.console.frame.access import needs
from bot.console.frame.intent_names import intent_names
from bot.console.frame.reading import cover, read_once, shown_lines
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from crm.conversations import labels, transcript
from crm.errors import InvalidValue
from crm.handoff import queue
from crm.messages.search import query_words

__all__ = ["LIST", "TalkPages"]

LIST = "/console/conversations"
READ = needs(Permission.READ_CONVERSATIONS)
MARK = needs(Permission.REVIEW)
WORK = needs(Permission.WORK_INBOX)
Sent = RequestEncodingType.URL_ENCODED


class LabelSent(msgspec.Struct, frozen=True):
    """A label by its code, or the name of a new one."""

    code: str = ""
    name_fa: str = ""
    name_en: str = ""
    color: str = "grey"


class NoteSent(msgspec.Struct, frozen=True):
    """A note for colleagues."""

    text: str = ""


class EffortSent(msgspec.Struct, frozen=True):
    """The form for the effort of a conversation; an empty one removes it."""

    effort: str = ""


class TalkPages(Controller):
    """One conversation."""

    path = "/conversations"

    @get("/{public_id:str}", opt=READ)
    async def show(self, visit: Visit, public_id: str) -> Template:
        """Show a conversation."""
        return await _shown(visit, public_id, asked=visit.request.query_params)

    @post("/{public_id:str}/label", opt=MARK)
    async def add_label(
        self, visit: Visit, public_id: str, data: Annotated[LabelSent, Body(media_type=Sent)]
    ) -> PageOrRedirect:
        """Put a label on it, a new one where a name is given."""
        code = data.code
        if data.name_fa.strip() or data.name_en.strip():
            try:
                code = await labels.add_label(visit.store, data.name_fa, data.name_en, data.color, visit.reader.actor)
            except InvalidValue as error:
                return await _shown(
                    visit,
                    public_id,
                    errors={"label": f"talk.bad.label_{error.field}"},
                    typed={"name_fa": data.name_fa, "name_en": data.name_en, "color": data.color},
                )
        if not code:
            return await _shown(visit, public_id, errors={"label": "talk.bad.label_none"})
        await labels.label(visit.store, public_id, code, visit.reader.actor)
        return visit.go_to(f"{LIST}/{public_id}#labels", "talk.labelled")

    @post("/{public_id:str}/unlabel", opt=MARK)
    async def remove_label(
        self, visit: Visit, public_id: str, data: Annotated[LabelSent, Body(media_type=Sent)]
    ) -> PageOrRedirect:
        """Take a label off it."""
        await labels.unlabel(visit.store, public_id, data.code, visit.reader.actor)
        return visit.go_to(f"{LIST}/{public_id}#labels", "talk.unlabelled")

    @post("/{public_id:str}/note", opt=WORK)
    async def add_note(
        self, visit: Visit, public_id: str, data: Annotated[NoteSent, Body(media_type=Sent)]
    ) -> PageOrRedirect:
        """Keep a note for colleagues."""
        try:
            await queue.add_note(visit.store, public_id, visit.reader.actor, data.text)
        except InvalidValue:
            return await _shown(visit, public_id, errors={"note": "talk.bad.note"}, typed={"note": data.text})
        return visit.go_to(f"{LIST}/{public_id}#end", "talk.noted")

    @post("/{public_id:str}/effort", opt=WORK)
    async def set_effort(
        self, visit: Visit, public_id: str, data: Annotated[EffortSent, Body(media_type=Sent)]
    ) -> PageOrRedirect:
        """Keep how much work it was."""
        effort = int(data.effort) if data.effort.isdecimal() and len(data.effort) == 1 else None
        try:
            await queue.set_effort(visit.store, public_id, visit.reader.actor, effort)
        except InvalidValue:
            return await _shown(visit, public_id, errors={"effort": "talk.bad.effort"})
        return visit.go_to(f"{LIST}/{public_id}#effort", "saved")


async def _shown(
    visit: Visit,
    public_id: str,
    *,
    asked: Any = None,
    errors: dict[str, str] | None = None,
    typed: dict[str, Any] | None = None,
) -> Template:
    store = visit.store
    talk = await transcript.talk(store, public_id)
    sees = visit.may(Permission.READ_PATRONS)
    await read_once(
        visit, "conversation.read", public_id, ("messages",), patron=talk.patron_public_id if sees else None
    )
    before = (asked or {}).get("before", "")
    lines = await transcript.lines(
        store,
        talk.id,
        before=int(before) if before.isdecimal() and len(before) < 10 else None,
        internal=sees,
    )
    names = await intent_names(visit)
    others = await transcript.other_talks(store, talk)
    return visit.page(
        "conversations/talk.html",
        status=422 if errors else 200,
        talk=talk,
        subject=cover(visit.reader, talk.subject or "", talk.names),
        name=(talk.patron_name or talk.chat_name) if sees else None,
        lines=shown_lines(visit.reader, talk, lines, query_words((asked or {}).get("q", ""))),
        earlier=lines[0].seq if lines and lines[0].seq > 1 and len(lines) == transcript.MOST_LINES else None,
        others=[(row, cover(visit.reader, row.first_text or "", row.names)) for row in others],
        known_labels=await labels.labels(store),
        colors=labels.COLORS,
        intent_name=lambda intent: names(intent, visit.language),
        errors=errors or {},
        typed=typed or {},
    )
