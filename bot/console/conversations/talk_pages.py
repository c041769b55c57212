"""The page of one conversation: every turn as it was understood, labels, notes, effort."""

from __future__ import annotations

from typing import Any

from litestar import Controller, get, post
from litestar.response import Template

from bot.console.frame.access import needs
from bot.console.frame.fields import ChoiceField, TextField
from bot.console.frame.forms import Form
from bot.console.frame.intent_names import intent_names
from bot.console.frame.reading import cover, read_once, shown_lines
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from crm.conversations import labels, transcript, tries
from crm.errors import InvalidValue
from crm.handoff import queue
from crm.messages.search import query_words

__all__ = ["LIST", "TalkPages"]

LIST = "/console/conversations"
READ = needs(Permission.READ_CONVERSATIONS)
MARK = needs(Permission.REVIEW)
WORK = needs(Permission.WORK_INBOX)


class LabelForm(Form):
    """A label by its code, or the names of a new one."""

    code = TextField()
    name_fa = TextField("talk.label_fa", dir="rtl", lang="fa", most=60, autocomplete=None)
    name_en = TextField("talk.label_en", dir="ltr", lang="en", most=60, autocomplete=None)
    color = ChoiceField("talk.label_color", labels.COLORS, "talk.color.", default="grey")

    @property
    def is_new(self) -> bool:
        """Tell whether a new one is named."""
        return bool(self.name_fa.data or self.name_en.data)


class ConversationNoteForm(Form):
    """A note for colleagues."""

    text = TextField(
        "talk.note", rows=3, dir="auto", most=4000, required=True, hint="talk.note_hint", autocomplete=None
    )


class EffortForm(Form):
    """The effort of a conversation; an empty one removes it."""

    effort = ChoiceField("talk.effort_level", tuple(map(str, range(1, 7))), "talk.effort.", empty="talk.effort_none")


class TryForm(Form):
    """Whether a conversation is a try of staff's."""

    is_test = ChoiceField("talk.try", ("yes", "no"))


class TalkPages(Controller):
    """One conversation."""

    path = "/conversations"

    @get("/{public_id:str}", opt=READ)
    async def show(self, visit: Visit, public_id: str) -> Template:
        """Show a conversation."""
        return await _shown(visit, public_id, asked=visit.request.query_params)

    @post("/{public_id:str}/label", opt=MARK)
    async def add_label(self, visit: Visit, public_id: str) -> PageOrRedirect:
        """Put a label on it, a new one where a name is given."""
        form = await LabelForm.sent(visit)
        code = form.code.data
        if form.is_new:
            try:
                code = await labels.add_label(
                    visit.store, form.name_fa.data, form.name_en.data, form.color.data or "grey", visit.reader.actor
                )
            except InvalidValue as error:
                return await _shown(visit, public_id, form.wrong("name_fa", f"talk.bad.label_{error.field}"))
        if not code:
            return await _shown(visit, public_id, form.wrong("code", "talk.bad.label_none"))
        await labels.label(visit.store, public_id, code, visit.reader.actor)
        return visit.go_to(f"{LIST}/{public_id}#labels", "talk.labelled")

    @post("/{public_id:str}/unlabel", opt=MARK)
    async def remove_label(self, visit: Visit, public_id: str) -> PageOrRedirect:
        """Take a label off it."""
        form = await LabelForm.sent(visit)
        await labels.unlabel(visit.store, public_id, form.code.data, visit.reader.actor)
        return visit.go_to(f"{LIST}/{public_id}#labels", "talk.unlabelled")

    @post("/{public_id:str}/note", opt=WORK)
    async def add_note(self, visit: Visit, public_id: str) -> PageOrRedirect:
        """Keep a note for colleagues."""
        form = await ConversationNoteForm.sent(visit)
        try:
            await queue.add_note(visit.store, public_id, visit.reader.actor, form.text.data)
        except InvalidValue:
            return await _shown(visit, public_id, form.wrong("text", "talk.bad.note"))
        return visit.go_to(f"{LIST}/{public_id}#end", "talk.noted")

    @post("/{public_id:str}/try", opt=MARK)
    async def mark_try(self, visit: Visit, public_id: str) -> PageOrRedirect:
        """Mark it as a try of staff's, which is counted nowhere, or as none."""
        form = await TryForm.sent(visit)
        await tries.mark_try(visit.store, public_id, visit.reader.actor, is_test=form.is_test.data == "yes")
        return visit.go_to(f"{LIST}/{public_id}#try", "saved")

    @post("/{public_id:str}/effort", opt=WORK)
    async def set_effort(self, visit: Visit, public_id: str) -> PageOrRedirect:
        """Keep how much work it was."""
        form = await EffortForm.sent(visit)
        chosen = form.effort.data
        effort = int(chosen) if chosen.isdecimal() and len(chosen) == 1 else None
        try:
            await queue.set_effort(visit.store, public_id, visit.reader.actor, effort)
        except InvalidValue:
            return await _shown(visit, public_id, form.wrong("effort", "talk.bad.effort"))
        return visit.go_to(f"{LIST}/{public_id}#effort", "saved")


async def _shown(visit: Visit, public_id: str, sent: Form | None = None, *, asked: Any = None) -> Template:
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
        status=200 if sent is None else 422,
        talk=talk,
        subject=cover(visit.reader, talk.subject or "", talk.names),
        name=(talk.patron_name or talk.chat_name) if sees else None,
        lines=shown_lines(visit.reader, talk, lines, query_words((asked or {}).get("q", ""))),
        earlier=lines[0].seq if lines and lines[0].seq > 1 and len(lines) == transcript.MOST_LINES else None,
        others=[(row, cover(visit.reader, row.first_text or "", row.names)) for row in others],
        known_labels=await labels.labels(store),
        intent_name=lambda intent: names(intent, visit.language),
        label=sent if isinstance(sent, LabelForm) else LabelForm(visit),
        note=sent if isinstance(sent, ConversationNoteForm) else ConversationNoteForm(visit),
        effort=sent if isinstance(sent, EffortForm) else EffortForm(visit, effort=talk.read_effort),
    )
