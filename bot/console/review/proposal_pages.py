"""Proposed examples: accepted into the content, or rejected with a reason, many at a time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from functools import partial

from litestar import Controller, get, post
from litestar.response import Redirect, Stream, Template

from bot.console.frame.access import needs
from bot.console.frame.columns import Column, stamp
from bot.console.frame.fields import HiddenField, ManyField, TextField
from bot.console.frame.forms import Form
from bot.console.frame.intent_names import intent_names
from bot.console.frame.lists import ANY, ListQuery
from bot.console.frame.reading import cover
from bot.console.frame.request import AnyRequest
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from bot.content.edit_threads import edited
from bot.content.errors import ContentError
from bot.content.project import Project
from crm.errors import InvalidValue
from crm.learning import proposals
from crm.learning.proposals import Proposal, ProposalFilter
from crm.records.values import PROPOSAL_ORIGINS, PROPOSAL_STATES
from protocol.values import LANGUAGES

__all__ = ["ProposalPages", "add_to_content"]

LIST = "/console/review/proposals"
TICK = Column("tick", "review.tick_all", is_plain=True)
COLUMNS = (
    Column("text", "review.text", "text", style="words"),
    Column("intent_name", "review.meant"),
    Column("lang", "review.language", "language"),
    Column("intent", value="intent"),
    Column("state", value="state"),
    Column("origin", "review.origin", "origin"),
    Column("proposed_by", value="proposed_by"),
    Column("standing", "review.state"),
    Column("created", "review.created", stamp("created_at"), sort="created", style="nowrap"),
    Column("decided_by", value="decided_by"),
    Column("decided", value=stamp("decided_at")),
    Column("why", value="reason"),
)
BATCH = 1000
MOST_AT_ONCE = 200


class DecisionForm(Form):
    """What is ticked, and whether it is accepted; a reason where it is not."""

    id = ManyField(at_most=MOST_AT_ONCE)
    decision = HiddenField()
    reason = TextField()


class ProposalPages(Controller):
    """Handlers of the pages of proposed examples."""

    path = "/review/proposals"

    @get("/", opt=needs(Permission.READ_INTENTS))
    async def index(self, visit: Visit) -> Template | Stream:
        """List the proposals; those that wait, unless others are asked for."""
        query, wanted = _asked(visit.request)
        if query.wants_csv:
            await visit.audited("proposal.exported", "example_proposal", None)
            return visit.file("proposals", COLUMNS, _every(visit, wanted), texts="review.column.")
        return await _list(visit, query, wanted)

    @post("/", opt=needs(Permission.EDIT_INTENTS), status_code=200)
    async def decide(self, visit: Visit) -> Template | Redirect:
        """Accept or reject what is ticked."""
        query, wanted = _asked(visit.request)
        form = await DecisionForm.sent(visit)
        ids, reason = form.id.numbers, form.reason.data
        if not ids:
            return await _list(visit, query, wanted, error="review.bad.none", reason=reason)
        if form.decision.data == "accept":
            taken = await proposals.accept(visit.store, ids, visit.reader.actor)
            refused = await add_to_content(visit, taken)
            if refused:
                await proposals.put_back(visit.store, refused, visit.reader.actor)
                return await _list(visit, query, wanted, error="review.bad.content", ticked=set(refused))
            return visit.go_to(query.url(), "review.accepted")
        try:
            await proposals.reject(visit.store, ids, visit.reader.actor, reason)
        except InvalidValue:
            return await _list(visit, query, wanted, error="review.bad.reason", reason=reason, ticked=set(ids))
        return visit.go_to(query.url(), "review.rejected")


async def add_to_content(visit: Visit, accepted: Iterable[Proposal]) -> list[int]:
    """Write accepted examples into the content that models are trained from; give the ids of what it refuses."""
    project = visit.content

    def write() -> list[int]:
        groups: dict[tuple[str, str], list[Proposal]] = {}
        for one in accepted:
            groups.setdefault((one.language, one.intent), []).append(one)
        refused: list[int] = []
        for (language, intent), listed in groups.items():
            try:
                project.add_examples(language, intent, [one.text for one in listed])
            except ContentError:
                refused += _one_by_one(project, listed)
        return refused

    return await edited(write)


def _one_by_one(project: Project, listed: Iterable[Proposal]) -> list[int]:
    """Let one that is refused not keep the others out."""
    refused = []
    for one in listed:
        try:
            project.add_examples(one.language, one.intent, [one.text])
        except ContentError:
            refused.append(one.id)
    return refused


def _asked(request: AnyRequest) -> tuple[ListQuery, ProposalFilter]:
    query = ListQuery.from_request(
        request,
        filters={
            "state": (*PROPOSAL_STATES, "any"), "language": LANGUAGES, "intent": ANY, "origin": PROPOSAL_ORIGINS,
        },
        sorts=("created",),
        default_sort="-created",
        size=50,
    )  # fmt: skip
    state = query.filters.get("state", "proposed")
    return query, ProposalFilter(
        state=None if state == "any" else state,
        language=query.filters.get("language"),
        intent=query.filters.get("intent"),
        origin=query.filters.get("origin"),
        q=query.q,
    )


async def _list(
    visit: Visit,
    query: ListQuery,
    wanted: ProposalFilter,
    *,
    error: str | None = None,
    reason: str = "",
    ticked: set[int] | None = None,
) -> Template:
    rows, total = await proposals.proposals(
        visit.store, wanted, newest_first=query.descending, limit=query.size, offset=query.offset
    )
    names = await intent_names(visit)
    may_decide = visit.may(Permission.EDIT_INTENTS) and wanted.state in ("proposed", None)
    return visit.page(
        "review/proposals.html",
        status=422 if error else 200,
        query=query,
        columns=(TICK, *COLUMNS) if may_decide else COLUMNS,
        rows=rows,
        cover=partial(cover, visit.reader),
        total=total,
        state=wanted.state or "any",
        states=PROPOSAL_STATES,
        origins=PROPOSAL_ORIGINS,
        intent_name=lambda intent: names(intent, visit.language),
        intents=names.options(visit.language),
        may_decide=may_decide,
        error=error,
        reason=reason,
        ticked=ticked or set(),
    )


async def _every(visit: Visit, wanted: ProposalFilter) -> AsyncIterator[Proposal]:
    offset = 0
    while True:
        rows, _ = await proposals.proposals(visit.store, wanted, limit=BATCH, offset=offset)
        for row in rows:
            yield row
        if len(rows) < BATCH:
            return
        offset += BATCH
