"""Pages of applications for membership: the list, one with the decision, and what the applicant reads of it."""

from __future__ import annotations

from datetime import timedelta

from litestar import Controller, get, post
from litestar.response import Stream, Template

from bot import texts
from bot.console.frame.access import needs
from bot.console.frame.columns import Column, stamp
from bot.console.frame.fields import DayField, TextField, TickField
from bot.console.frame.forms import Form
from bot.console.frame.lists import ListQuery
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from crm.errors import Conflict, InvalidValue
from crm.joining.desk import LONGEST_CARD, LONGEST_WORDS, Letter, accept, application, applications, known, refuse
from crm.records.values import APPLICATION_STATES
from language.bidi import isolate

__all__ = ["JoiningPages"]

HOME = "/console/joining"
READ = needs(Permission.READ_APPLICATIONS)
WORK = needs(Permission.WORK_APPLICATIONS)
STATES = tuple(state for state in APPLICATION_STATES if state != "draft")
ROWS = (
    Column("sent", "joining.sent", stamp("sent_at"), style="nowrap", heads_row=True),
    Column("status", "joining.status", "status"),
    Column("channel", "joining.channel", "channel"),
    Column("confirmed", "joining.confirmed", "is_confirmed"),
    Column("case", "joining.case", "case_number"),
    Column("decided", "joining.decided", stamp("decided_at"), style="nowrap"),
)


class AcceptForm(Form):
    """A card and a PIN for the new patron; `is_seen` where the desk has confirmed the contact."""

    card = TextField("joining.card", required=True, most=LONGEST_CARD, dir="ltr")
    pin = TextField("joining.pin", required=True, most=8, dir="ltr", inputmode="numeric", hint="joining.pin_hint")
    category = TextField("joining.category", most=32, dir="auto", hint="joining.category_hint")
    expires = DayField("joining.expires")
    is_seen = TickField("joining.is_seen")


class WordsForm(Form):
    """What the applicant reads of a refusal, or of being a patron already."""

    words = TextField("joining.words", rows=3, required=True, most=LONGEST_WORDS, dir="auto", hint="joining.words_hint")


class JoiningPages(Controller):
    """Handlers of the pages of applications."""

    path = "/joining"

    @get("/", opt=READ)
    async def index(self, visit: Visit) -> Template | Stream:
        """List the applications; nothing of what was told in them is on the list."""
        query = ListQuery.from_request(visit.request, filters={"state": STATES})
        rows, total = await applications(
            visit.store,
            query.filters.get("state"),
            limit=query.limit,
            offset=0 if query.wants_csv else query.offset,
        )
        if query.wants_csv:
            return visit.file("applications", ROWS, rows)
        return visit.page("joining/list.html", query=query, columns=ROWS, rows=rows, total=total, states=STATES)

    @get("/{public_id:str}", opt=READ)
    async def show(self, visit: Visit, public_id: str) -> Template:
        """Show one application; that it was read is noted."""
        return await _one(visit, public_id)

    @post("/{public_id:str}/accept", opt=WORK)
    async def accept(self, visit: Visit, public_id: str) -> PageOrRedirect:
        """Make the applicant a patron, and tell them."""
        form = await AcceptForm.sent(visit)
        if form.is_wrong:
            return await _one(visit, public_id, taken=form)
        day = form.expires.data
        try:
            await accept(
                visit.store,
                public_id,
                card=form.card.data,
                pin=form.pin.data,
                category=form.category.data or None,
                expires_at=None if day is None else visit.locale.start_of(day + timedelta(days=1)),
                is_seen=form.is_seen.data,
                by=visit.reader.actor,
                letter=_letter("accepted"),
            )
        except InvalidValue as error:
            field = {"expires_at": "expires", "contact": "is_seen"}.get(error.field, error.field)
            return await _one(visit, public_id, taken=form.wrong(field, f"joining.bad.{field}"))
        except Conflict:
            return await _one(visit, public_id, taken=form.wrong("page", "joining.faster"), status=409)
        visit.console.events.publish()
        return visit.go_to(f"{HOME}/{public_id}", "joining.accepted_now")

    @post("/{public_id:str}/refuse", opt=WORK)
    async def refuse(self, visit: Visit, public_id: str) -> PageOrRedirect:
        """Refuse it with words; what was told is erased at once."""
        return await _ended(visit, public_id, "refused")

    @post("/{public_id:str}/known", opt=WORK)
    async def known(self, visit: Visit, public_id: str) -> PageOrRedirect:
        """Close it because its applicant is a patron already; what was told is erased at once."""
        return await _ended(visit, public_id, "known")


async def _ended(visit: Visit, public_id: str, how: str) -> PageOrRedirect:
    form = await WordsForm.sent(visit)
    end = refuse if how == "refused" else known
    try:
        await end(visit.store, public_id, form.words.data, by=visit.reader.actor, letter=_letter(how))
    except InvalidValue:
        return await _one(visit, public_id, ended=form.wrong("words", "joining.bad.words"))
    except Conflict:
        return await _one(visit, public_id, ended=form.wrong("page", "joining.faster"), status=409)
    visit.console.events.publish()
    return visit.go_to(f"{HOME}/{public_id}", f"joining.{how}_now")


async def _one(
    visit: Visit,
    public_id: str,
    *,
    taken: AcceptForm | None = None,
    ended: WordsForm | None = None,
    status: int | None = None,
) -> Template:
    found = await application(visit.store, public_id, by=visit.reader.actor)
    is_wrong = any(form is not None and form.is_wrong for form in (taken, ended))
    problems = {**(taken.problems if taken else {}), **(ended.problems if ended else {})}
    return visit.page(
        "joining/one.html",
        status=status or (422 if is_wrong else 200),
        at=f"{HOME}/{public_id}",
        found=found,
        row=found.row,
        taken=taken or AcceptForm(visit),
        ended=ended or WordsForm(visit),
        problems=problems,
        may_work=visit.may(Permission.WORK_APPLICATIONS) and found.row.status == "sent",
    )


def _letter(how: str) -> Letter:
    """Give how an applicant is told of a decision: the desk's words, where there are any, and nothing personal."""

    def write(language: str, number: str, words: str) -> str:
        return texts.text(language, f"joining.letter.{how}", number=isolate(number, language), text=words)

    return write
