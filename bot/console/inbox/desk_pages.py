"""The page on which a librarian talks with a patron."""

from __future__ import annotations

import re
import uuid

from litestar import Controller, get, post
from litestar.response import Response, Template

from bot.console.frame.access import BY_ITSELF, needs
from bot.console.frame.fields import HiddenField, TextField
from bot.console.frame.forms import Form
from bot.console.frame.intent_names import intent_names
from bot.console.frame.reading import read_once, shown_lines
from bot.console.frame.roles import Permission
from bot.console.frame.unseen import unseen
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.console.inbox.desk_signs import end_of_wait, seconds_until
from bot.console.inbox.filling import canned_choices, expanded
from bot.console.inbox.into_case import case_choices
from bot.console.inbox.patron import patron_card
from bot.console.inbox.queue_pages import INBOX
from bot.console.inbox.rail import rail
from bot.console.inbox.refusals import told_conflict, why_not
from bot.console.inbox.telling import feed, tell
from crm.conversations import transcript
from crm.conversations.transcript import Talk
from crm.errors import Conflict, InvalidValue, NotFound
from crm.handoff import queue, steps
from crm.handoff.assignment import DECIDING
from crm.handoff.topics import topic_of
from crm.records.values import OUTCOMES
from crm.staff.own_words import was_covered
from language.money import format_money

__all__ = ["DeskPages"]

WORK = needs(Permission.WORK_INBOX)
LONGEST = 4000
KEY = re.compile(r"[\w-]{8,64}")
# The READ scale.
EFFORTS = ("1", "2", "3", "4", "5", "6")
CLOSING = ("staff_resolved", "case_opened", "abandoned", "no_answer", "out_of_scope")

Done = PageOrRedirect | Response[bytes]


class SaidForm(Form):
    """A librarian's message; `key` is the form's own, `canned` the code of a canned answer to insert.

    `seen` marks what the writer was shown of it as covered.
    """

    text = TextField(strip=False, longest=100_000)
    key = HiddenField()
    seen = HiddenField()
    canned = TextField()


class HandedForm(Form):
    """A new assignment with a word to the colleague, or the outcome of a conversation and how much work it was.

    `into` is the case that it becomes: a number, or that it is a new one.
    """

    to = TextField()
    word = TextField(longest=100_000)
    outcome = TextField()
    into = TextField()
    effort = TextField()


class DeskPages(Controller):
    """One conversation at the desk."""

    path = "/inbox"

    @get("/{public_id:str}", opt=WORK)
    async def show(self, visit: Visit, public_id: str) -> Template:
        """Show the conversation with all that is needed to answer."""
        return await _shown(visit, public_id)

    @get("/rail", opt={**WORK, **BY_ITSELF})
    async def rail(self, visit: Visit) -> Template:
        """Give the conversations beside the open one, for the page that is open."""
        at = visit.request.query_params.get("at", "")
        return visit.page("inbox/_rail.html", **await rail(visit, at))

    @get("/{public_id:str}/lines", opt={**WORK, **BY_ITSELF})
    async def lines(self, visit: Visit, public_id: str) -> Template:
        """Give what was said after a message, for the page that is open."""
        talk = await transcript.talk(visit.store, public_id)
        await read_once(visit, "conversation.read", public_id, ("messages",), patron=talk.patron_public_id)
        asked = visit.request.query_params.get("after", "0")
        after = int(asked) if asked.isdecimal() and len(asked) < 10 else 0
        lines = await transcript.lines(visit.store, talk.id, after=after)
        names = await intent_names(visit)
        return visit.page(
            "conversations/_lines.html",
            lines=shown_lines(visit.reader, talk, lines, []),
            intent_name=lambda intent: names(intent, visit.language),
            detailed=False,
        )

    @post("/{public_id:str}/reply", opt=WORK)
    async def reply(self, visit: Visit, public_id: str) -> Done:
        """Send an answer to the patron's channel."""
        form = await SaidForm.sent(visit)
        talk = await transcript.talk(visit.store, public_id)
        text, problem = await expanded(visit, talk, form.text.data.strip())
        if not problem and not text:
            problem = "desk.bad.empty"
        if not problem and len(text) > LONGEST:
            problem = "desk.bad.long"
        if problem:
            return await _refused(visit, public_id, form.text.data, problem)
        covered = unseen(text, form.seen, talk.language)
        if covered is not None:
            return await _refused(visit, public_id, form.text.data, "covered.first", seen=form.seen.typed, text=covered)
        try:
            await steps.reply(visit.store, public_id, visit.reader.actor, text, key=_key(form))
        except Conflict as error:
            problem, values = why_not(error)
            return await _refused(visit, public_id, form.text.data, problem, status=409, **values)
        visit.console.events.publish()
        # Not at the next round of the job: the patron waits.
        await feed(visit)
        if visit.is_htmx:
            return _replied(visit)
        return visit.go_to(f"{INBOX}/{public_id}#answer", "desk.sent")

    @post("/{public_id:str}/insert", opt=WORK)
    async def insert(self, visit: Visit, public_id: str) -> Template:
        """Put a canned answer into what was typed (for browsers without scripts)."""
        form = await SaidForm.sent(visit)
        talk = await transcript.talk(visit.store, public_id)
        choices = {choice.code: choice.text for choice in await canned_choices(visit, talk)}
        text = "\n".join(part for part in (form.text.data.rstrip(), choices.get(form.canned.data, "")) if part)
        return await _shown(visit, public_id, typed=text)

    @post("/{public_id:str}/note", opt=WORK)
    async def note(self, visit: Visit, public_id: str) -> Done:
        """Keep what was typed as a note for colleagues, not for the patron."""
        form = await SaidForm.sent(visit)
        try:
            await queue.add_note(visit.store, public_id, visit.reader.actor, form.text.data, key=_key(form))
        except InvalidValue:
            return await _refused(visit, public_id, form.text.data, "talk.bad.note")
        except Conflict as error:
            problem, values = why_not(error)
            return await _refused(visit, public_id, form.text.data, problem, status=409, **values)
        visit.console.events.publish()
        if visit.is_htmx:
            return _replied(visit)
        return visit.go_to(f"{INBOX}/{public_id}#answer", "talk.noted")

    @post("/{public_id:str}/transfer", opt=WORK)
    async def transfer(self, visit: Visit, public_id: str) -> Done:
        """Give the conversation to a colleague, or take it over."""
        form = await HandedForm.sent(visit)
        try:
            await queue.transfer(visit.store, public_id, visit.reader.actor, form.to.data, word=form.word.data)
        except InvalidValue:
            return await _shown(visit, public_id, problem="desk.bad.word", status=422, handed=form)
        except Conflict as error:
            return told_conflict(visit, error, back=f"{INBOX}/{public_id}")
        except NotFound as error:
            if error.what != "colleague":
                raise
            return await _shown(visit, public_id, problem="desk.bad.colleague", status=422, handed=form)
        await tell(visit, public_id)
        mine = form.to.data == visit.reader.username
        return visit.go_to(f"{INBOX}/{public_id}" if mine else INBOX, "inbox.claimed" if mine else "desk.transferred")

    @post("/{public_id:str}/to-bot", opt=WORK)
    async def to_bot(self, visit: Visit, public_id: str) -> Done:
        """Give the conversation back to the bot."""
        try:
            await visit.console.wording.refresh(visit.store)
            await steps.to_bot(visit.store, public_id, visit.reader.actor, wording=visit.console.wording.handed_back)
        except Conflict as error:
            return told_conflict(visit, error, back=f"{INBOX}/{public_id}")
        await tell(visit, public_id)
        return visit.go_to(INBOX, "desk.returned")

    @post("/{public_id:str}/close", opt=WORK)
    async def close(self, visit: Visit, public_id: str) -> Done:
        """End the conversation with an outcome."""
        form = await HandedForm.sent(visit)
        if form.outcome.data not in CLOSING or form.outcome.data not in OUTCOMES:
            return await _shown(visit, public_id, problem="desk.bad.outcome", status=422)
        if form.effort.data not in ("", *EFFORTS):
            return await _shown(visit, public_id, problem="desk.bad.effort", status=422)
        try:
            await visit.console.wording.refresh(visit.store)
            filed = await steps.close(
                visit.store, public_id, visit.reader.actor, form.outcome.data,
                wording=visit.console.wording.ended, registered=visit.console.wording.registered,
                effort=int(form.effort.data) if form.effort.data else None, into=form.into.data or None,
            )  # fmt: skip
        except InvalidValue:
            return await _shown(visit, public_id, problem="desk.bad.case", status=422)
        except Conflict as error:
            return told_conflict(visit, error, back=f"{INBOX}/{public_id}")
        await tell(visit, public_id)
        if filed is not None:
            told = "desk.case_joined" if filed.was_there else "desk.case_opened"
            return visit.go_to(f"/console/cases/{filed.case.number}", told)
        return visit.go_to(INBOX, "desk.closed")


def _key(form: SaidForm) -> str | None:
    return form.key.data if KEY.fullmatch(form.key.data) else None


def _replied(visit: Visit) -> Done:
    """Tell the open page that it is done, and the writer what was covered in it."""
    headers = {"HX-Trigger": "replied"}
    if was_covered():
        return visit.page("inbox/_covered.html", headers=headers)
    return Response(b"", status_code=204, headers=headers, media_type="text/html")


async def _refused(
    visit: Visit,
    public_id: str,
    typed: str,
    problem: str,
    *,
    status: int = 422,
    seen: str = "",
    **values: str,
) -> Template:
    """Say why an answer was not sent; what was typed stays."""
    if visit.is_htmx:
        # Of a form that was sent before, what is sent now is another message.
        anew = {"HX-Trigger": "another"} if problem == "desk.bad.sent_before" else {}
        return visit.page(
            "inbox/_problem.html",
            status=status,
            headers={"HX-Retarget": "#answer-problem", "HX-Reswap": "innerHTML", **anew},
            problem=problem,
            problem_values=values,
            seen=seen,
        )
    return await _shown(visit, public_id, typed=typed, problem=problem, status=status, values=values, seen=seen)


async def _shown(
    visit: Visit,
    public_id: str,
    *,
    typed: str = "",
    problem: str | None = None,
    status: int = 200,
    values: dict[str, str] | None = None,
    handed: HandedForm | None = None,
    seen: str = "",
) -> Template:
    store = visit.store
    talk = await transcript.talk(store, public_id)
    await read_once(visit, "conversation.read", public_id, ("messages",), patron=talk.patron_public_id)
    lines = await transcript.lines(store, talk.id)
    mine = talk.status == "with_staff" and talk.assigned_to == visit.reader.username
    decides = mine or visit.reader.role in DECIDING
    ends = await end_of_wait(visit, talk)
    card = await patron_card(visit, talk, visit.locale.today())
    cases, case_meant = await case_choices(visit, talk)
    owed = card.account.balance if card is not None and card.account is not None else None
    return visit.page(
        "inbox/talk.html",
        status=status,
        talk=talk,
        name=talk.patron_name or talk.chat_name,
        topic=await topic_of(store, talk.id),
        lines=shown_lines(visit.reader, talk, lines, []),
        last_seq=lines[-1].seq if lines else 0,
        card=card,
        balance="" if owed is None else format_money(owed.minor, owed.currency, visit.language),
        others=[(row, row.first_text or "") for row in await transcript.other_talks(store, talk, limit=5)],
        canned=await canned_choices(visit, talk),
        colleagues=_receivers(visit, talk, await queue.colleagues(store, visit.language), decides),
        mine=mine,
        decides=decides,
        **await rail(visit, public_id),
        outcomes=CLOSING,
        cases=cases,
        case_meant=case_meant,
        ends=ends,
        seconds_left=seconds_until(visit, ends.at) if ends else 0,
        seconds_due=seconds_until(visit, ends.due) if ends else 0,
        minutes_more=visit.console.settings.handoff_minutes,
        handed_to=handed.to.data if handed else "",
        handed_word=handed.word.data if handed else "",
        efforts=[(each, visit.t(f"talk.effort.{each}")) for each in EFFORTS],
        key=uuid.uuid4().hex,
        typed=typed,
        problem=problem,
        problem_values=values or {},
        seen=seen,
    )


def _receivers(visit: Visit, talk: Talk, known: list[queue.Colleague], decides: bool) -> list[tuple[str, str]]:
    """Give who may be given the conversation, each with whether they are there: not who has it."""
    if not decides:
        return []
    return [
        (each.username, visit.t(f"presence.named_{each.presence}", name=each.display_name))
        for each in known
        if each.username != talk.assigned_to
    ]
