"""Pages of intents: the list, one with its examples, and what the bot would understand of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from litestar import Controller, get, post
from litestar.response import Stream, Template

from bot.console.frame.access import needs
from bot.console.frame.columns import Column, item
from bot.console.frame.content_state import content_state
from bot.console.frame.forms import wholes
from bot.console.frame.intent_names import intent_names
from bot.console.frame.lists import ListQuery
from bot.console.frame.request import AnyRequest
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from bot.console.intents.catalogue import ASKED, FEW, LANGUAGES, IntentRow, catalogue
from bot.console.intents.edits import undoable
from bot.console.intents.forms import MOST_UNDONE, ExampleForm, UnderstandForm
from bot.console.intents.remarks import ExampleRemark, look_at, parse, private_kinds
from bot.content.examples import example_key
from crm.content import changes
from crm.errors import NotFound
from crm.learning.proposals import Proposal, ProposalFilter, proposals
from language.detect import detect
from language.masking import mask
from language.normalise import fold
from protocol.alphabet import by_alphabet

__all__ = ["INTENTS", "IntentPages", "shown"]

INTENTS = "/console/intents"
READ = needs(Permission.READ_INTENTS)
COLUMNS = (
    Column("intent", "intents.intent", sort="name", heads_row=True, is_plain=True),
    Column("name", "intents.key", "name"),
    Column("name_fa", value="fa"),
    Column("name_en", value="en"),
    *(
        Column(
            f"examples_{language}",
            "intents.examples_in",
            item("counts", language),
            sort=language,
            style="number",
            label_texts={"language": f"language.{language}"},
        )
        for language in LANGUAGES
    ),
    Column("few", "intents.few", is_plain=True),
)
EXAMPLE_COLUMNS = tuple(Column(name, value=name) for name in ("language", "intent", "text"))
SORTS = ("place", "name", "fa", "en")
MOST_PROPOSED = 5


class IntentPages(Controller):
    """Handlers of the pages of intents, and of "what would the bot understand?"."""

    path = "/intents"

    @get("/", opt=READ)
    async def show_list(self, visit: Visit) -> Template | Stream:
        """List the intents with how many examples each has."""
        query = ListQuery.from_request(
            visit.request, filters={"few": ("yes",)}, sorts=SORTS, default_sort="place", size=100
        )  # fmt: skip
        every = await catalogue(visit)
        rows = _sorted(_wanted(every, query), query, visit.language)
        if query.wants_csv:
            return visit.file("intents", COLUMNS, rows)
        return visit.page(
            "intents/list.html",
            query=query,
            columns=COLUMNS,
            rows=rows[query.offset : query.offset + query.size],
            total=len(rows),
            few=sum(1 for row in every if row.tone),
            least=FEW,
            state=await content_state(visit),
            proposed_count=(await _proposed(visit, None))[1],
        )

    @post("/understand", opt=READ, status_code=200)
    async def understand(self, visit: Visit) -> Template:
        """Show what the running model reads in a text, without a turn."""
        form = await UnderstandForm.sent(visit)
        text, chosen = form.text.data, form.language.data
        language = chosen if chosen in LANGUAGES else detect(text) or visit.language
        found = await parse(visit, mask(text).text, language) if text else None
        return visit.part(
            "intents/understood.html",
            title=visit.t("intents.understand"),
            back=INTENTS,
            style="content",
            above="intents/understand_form.html",
            target="understood",
            text=text,
            chosen=chosen,
            language=language,
            found=found,
            kinds=private_kinds(text),
            names=await intent_names(visit),
        )

    @get("/{name:str}", opt=READ)
    async def show(self, visit: Visit, name: str) -> Template | Stream:
        """Show an intent with its examples in one language."""
        query = _examples_query(visit.request)
        if query.wants_csv:
            await _row(visit, name)
            mine = [each for each in visit.content.examples() if each.intent == name]
            return visit.file(f"intent-{name}", EXAMPLE_COLUMNS, mine)
        numbers = wholes(visit.request.query_params.get("undo", "").split("-"))[:MOST_UNDONE]
        return await shown(visit, name, undo=numbers)

    @post("/{name:str}/check", opt=needs(Permission.EDIT_INTENTS), status_code=200)
    async def check(self, visit: Visit, name: str) -> Template:
        """Say what there is to say of a text while it is typed."""
        form = await ExampleForm.sent(visit)
        text, language = form.text.data, form.spoken
        remarks = await look_at(visit, visit.language, language, name, text) if text else []
        return visit.part(
            "intents/remarks.html", title=visit.t("intents.remarks"), back=f"{INTENTS}/{name}", remarks=remarks
        )


async def shown(
    visit: Visit,
    name: str,
    *,
    status: int = 200,
    typed: str = "",
    remarks: Sequence[ExampleRemark] = (),
    problem: ExampleRemark | None = None,
    pasted: str = "",
    language: str | None = None,
    undo: Sequence[int] = (),
) -> Template:
    """Make the page of an intent; `typed`, `remarks` and `problem` come back to who sent a form in vain."""
    row = await _row(visit, name)
    query = replace(_examples_query(visit.request), path=f"{INTENTS}/{name}")
    chosen = language or query.filters.get("lang") or visit.language
    words = fold(query.q).split()
    found = [
        each.text
        for each in visit.content.examples()
        if each.language == chosen and each.intent == name and all(word in example_key(each.text) for word in words)
    ]
    if query.descending:
        found.reverse()
    names = await intent_names(visit)
    undone = [await changes.change(visit.store, number) for number in undo] if visit.may("edit_intents") else []
    others = [(each.title(visit.language), each.name) for each in await catalogue(visit) if each.name != name]
    others.sort(key=lambda pair: by_alphabet(pair[0]))
    answers = visit.content.answers()
    return visit.page(
        "intents/intent.html",
        status=status,
        row=row,
        query=query,
        language=chosen,
        found=found[query.offset : query.offset + query.size],
        total=len(found),
        names=names,
        masked=lambda text: mask(text).text,
        others=[(key, f"{title} ({key})") for title, key in others],
        typed=typed,
        remarks=remarks,
        problem=problem,
        pasted=pasted,
        undone=[each for each in undone if undoable(each)],
        history=await changes.changes(visit.store, intent=name, limit=8),
        answer=f"utter_{name}" if f"utter_{name}" in answers else None,
        title=f"utter_intent_{name}" if f"utter_intent_{name}" in answers else None,
        state=await content_state(visit),
        proposed=(waiting := await _proposed(visit, name))[0],
        proposed_count=waiting[1],
        asked=ASKED,
        least=FEW,
    )


async def _proposed(visit: Visit, intent: str | None) -> tuple[list[Proposal], int]:
    """Give the newest examples that reviewers proposed and nobody has decided on, and how many there are."""
    wanted = ProposalFilter(state="proposed", intent=intent)
    return await proposals(visit.store, wanted, limit=MOST_PROPOSED)


def _examples_query(request: AnyRequest) -> ListQuery:
    return ListQuery.from_request(
        request, filters={"lang": LANGUAGES}, sorts=("place",), default_sort="-place", size=25
    )


async def _row(visit: Visit, name: str) -> IntentRow:
    for row in await catalogue(visit):
        if row.name == name:
            return row
    raise NotFound("intent", name)


def _wanted(rows: Sequence[IntentRow], query: ListQuery) -> list[IntentRow]:
    words = fold(query.q).split()
    return [
        row
        for row in rows
        if all(word in fold(f"{row.name} {row.fa} {row.en}") for word in words)
        and (not query.filters.get("few") or row.tone)
    ]


def _sorted(rows: list[IntentRow], query: ListQuery, language: str) -> list[IntentRow]:
    if query.sort == "name":
        rows = sorted(rows, key=lambda row: by_alphabet(row.title(language)))
    elif query.sort in LANGUAGES:
        rows = sorted(rows, key=lambda row: row.counts[query.sort])
    return rows[::-1] if query.descending else rows
