"""Pages of facts: the list by topic, one fact in both languages side by side, and what a question would find."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from litestar import Controller, get, post
from litestar.response import Redirect, Stream, Template

from bot.console.frame.access import needs
from bot.console.frame.columns import Column
from bot.console.frame.fields import ChoiceField, DayField, HiddenField, RowField, TextField, WholeField, bilingual
from bot.console.frame.forms import whole
from bot.console.frame.lists import ANY, ListQuery
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.console.places.asked import asked_shown, asked_values, is_begun
from bot.console.places.branches import branch_options, refused
from bot.console.places.edit_conflicts import ConflictShown, FieldWords, SeenForm, entries_of, side_by_side
from bot.console.places.fact_topics import topic_options
from crm.audit.edit_conflicts import seen_of
from crm.errors import EditConflict, InvalidValue, NotFound
from crm.knowledge.documents import passage_row
from crm.knowledge.facts import (
    AUDIENCES,
    LONGEST_ALSO,
    LONGEST_LINK,
    LONGEST_QUESTION,
    LONGEST_TEXT,
    FactRow,
    FactValues,
    add_fact,
    change_fact,
    delete_fact,
    fact_row,
    facts,
)
from crm.knowledge.ways_to_ask import WaysToAsk, ways_of, without_sign
from crm.library_info import directory
from language.rule_values import filled
from library.errors import LibraryError
from library.rule_values import values_of

__all__ = ["FactPages", "ToldPages"]

LIST = "/console/places/facts"
READ = needs(Permission.READ_PLACES)
EDIT = needs(Permission.EDIT_PLACES)
ENTRIES = entries_of(
    "topic", "audience", "question_fa", "question_en", "text_fa", "text_en", "link", "valid_from",
    "valid_until", "position", branch_id=FieldWords("places.branch", ("branch",)),
    also=FieldWords("places.also", ("words", "wordings", "leaning")),
)  # fmt: skip
# Where it is said that the three ways to ask are too long together: most of it are wordings.
FIELDS = {"also": "wordings"}
LONGEST_WORDS = 2000
STATES = ("valid", "over", "open")


class FactForm(SeenForm):
    """One fact."""

    topic = ChoiceField("places.topic", required=True, empty="places.topic_choose", hint="places.topic_hint")
    question_fa, question_en = bilingual("places.question", required=True, most=LONGEST_QUESTION)
    text_fa, text_en = bilingual("places.text", rows=4, most=LONGEST_TEXT, hint="places.text_hint")
    words = TextField("places.also", most=LONGEST_WORDS, dir="auto", hint="places.also_hint")
    wordings = TextField("places.wordings", rows=5, most=LONGEST_ALSO, dir="auto", hint="places.wordings_hint")
    leaning = TextField("places.leaning", rows=5, most=LONGEST_ALSO, dir="auto", hint="places.leaning_hint")
    branch = RowField("places.branch", empty="places.everywhere")
    audience = ChoiceField("places.audience", AUDIENCES, "places.audience.", empty="places.everybody")
    link = TextField("places.link", most=LONGEST_LINK, dir="ltr")
    valid_from = DayField("places.valid_from")
    valid_until = DayField("places.valid_until")
    position = WholeField("places.position", most=4, hint="places.position_hint")
    # The unanswered question that it is written for.
    question = HiddenField()

    @property
    def read(self) -> FactValues:
        """What was typed, as it is kept."""
        return FactValues(
            topic=self.topic.data,
            question_fa=self.question_fa.data,
            question_en=self.question_en.data,
            text_fa=self.text_fa.data,
            text_en=self.text_en.data,
            branch_id=self.branch.data,
            audience=self.audience.data or None,
            also=self.ways.kept,
            link=self.link.data or None,
            valid_from=self.valid_from.data,
            valid_until=self.valid_until.data,
            position=self.position.data or 0,
        )

    @property
    def ways(self) -> WaysToAsk:
        """What was typed of the ways to ask for it; a line that begins with “…” is a follow-up in either field."""
        typed = ways_of(f"{self.words.data}\n{self.wordings.data}")
        after = map(without_sign, self.leaning.data.splitlines())
        return replace(typed, leaning=(*typed.leaning, *filter(None, after)))


class ToldPages(Controller):
    """The way from what the bot told to where it is changed."""

    path = "/places/told"

    @get("/{ref:str}", opt=READ)
    async def find(self, visit: Visit, ref: str) -> Redirect:
        """Go to a fact, or to a passage in its document; raises NotFound for one that is gone."""
        kind, _, number = ref.partition(":")
        if kind not in ("fact", "passage") or not number.isdecimal() or len(number) > 15:
            raise NotFound(kind, number)
        if kind == "passage":
            row = await passage_row(visit.store, int(number))
            return visit.go_to(f"/console/places/documents/{row.document_id}#p{row.id}")
        return visit.go_to(f"{LIST}/{(await fact_row(visit.store, int(number))).id}")


class FactPages(Controller):
    """Handlers of the pages of facts."""

    path = "/places/facts"

    @get("/", opt=READ)
    async def index(self, visit: Visit) -> Template | Stream:
        """List the facts."""
        query = ListQuery.from_request(
            visit.request,
            filters={"topic": ANY, "branch": ANY, "state": STATES},
            sorts=("topic", "question", "until"),
            default_sort="topic",
        )
        branch, state, today = query.filters.get("branch", ""), query.filters.get("state"), visit.locale.today()
        topic_rows = await topic_options(visit, used_only=True)
        rows, total = await facts(
            visit.store,
            topic=query.filters.get("topic"),
            branch_id=int(branch) if branch.isdecimal() and len(branch) < 10 else None,
            everywhere=branch == "all",
            valid_on=today if state == "valid" else None,
            over_on=today if state == "over" else None,
            open_only=state == "open",
            q=query.q,
            sort=query.sort,
            descending=query.descending,
            limit=query.limit,
            offset=0 if query.wants_csv else query.offset,
            language=visit.language,
            topic_names=dict(topic_rows),
        )
        names = {one.id: one.name for one in await directory.branches(visit.store)}
        if query.wants_csv:
            return visit.file("facts", _columns(visit, names), rows, texts="places.")
        return visit.page(
            "places/facts.html",
            query=query,
            columns=_columns(visit, names),
            rows=rows,
            total=total,
            today=today,
            branches=branch_options(names, visit.reader),
            topic_rows=topic_rows,
            topic_names=dict(topic_rows),
            told=await _told(visit, rows),
            may_edit=visit.may(Permission.EDIT_PLACES),
        )

    @get("/new", opt=EDIT)
    async def new(self, visit: Visit) -> Template:
        """Show the form for a new fact, of a topic where one is named, or for an unanswered question."""
        given = visit.request.query_params
        question = whole(given.get("from_question"))
        asked = {} if question is None else await asked_values(visit, question)
        return await _form(visit, None, FactForm(visit, **{"topic": given.get("topic", "")[:64], **asked}))

    @post("/", opt=EDIT)
    async def add(self, visit: Visit) -> PageOrRedirect:
        """Add a fact."""
        form = await _sent(visit)
        if not form.is_wrong:
            try:
                made = await add_fact(visit.store, form.read, by=visit.reader.actor)
                if await is_begun(visit, question := whole(form.question.typed)):
                    return visit.go_to(f"/console/questions/{question}", "questions.fact_added")
                return visit.go_to(f"{LIST}/{made}", "places.saved")
            except InvalidValue as error:
                refused(form, error, FIELDS)
        return await _form(visit, None, form)

    @get("/{fact_id:int}", opt=READ)
    async def show(self, visit: Visit, fact_id: int) -> Template:
        """Show one fact."""
        row = await fact_row(visit.store, fact_id)
        return await _form(visit, row, FactForm(visit, seen=seen_of(asdict(row.values)), **_kept(row)))

    @post("/{fact_id:int}", opt=EDIT)
    async def change(self, visit: Visit, fact_id: int) -> PageOrRedirect:
        """Change a fact."""
        row = await fact_row(visit.store, fact_id)
        form = await _sent(visit, row)
        if form.is_wrong:
            return await _form(visit, row, form)
        mine = form.read
        try:
            await change_fact(visit.store, fact_id, mine, by=visit.reader.actor, seen=form.seen.typed)
        except InvalidValue as error:
            refused(form, error, FIELDS)
            return await _form(visit, row, form)
        except EditConflict as error:
            row = await fact_row(visit.store, fact_id)
            now, kept = asdict(row.values), FactForm(visit, **_kept(row))
            written = {one.name: one.typed for one in kept.fields}
            shown = {"branch": await _branch_name(visit, row.branch_id)}
            return await _form(visit, row, form, side_by_side(error, form, asdict(mine), now, written, ENTRIES, shown))
        return visit.go_to(f"{LIST}/{fact_id}", "places.saved")

    @post("/{fact_id:int}/delete", opt=EDIT)
    async def delete(self, visit: Visit, fact_id: int) -> Redirect:
        """Delete a fact."""
        await delete_fact(visit.store, fact_id, by=visit.reader.actor)
        return visit.go_to(LIST, "places.deleted")


async def _sent(visit: Visit, row: FactRow | None = None) -> FactForm:
    """Read the form; a topic that is none is noted, and the one that a fact has stays one."""
    form = await FactForm.sent(visit)
    known = {topic for topic, _ in await topic_options(visit)} | ({row.topic} if row is not None else set())
    if form.topic.data not in known:
        form.wrong("topic", "places.bad.topic")
    return form


def _kept(row: FactRow) -> dict[str, Any]:
    kept = asdict(row.values)
    ways = ways_of(row.also, (row.question_fa, row.question_en))
    lines = {"words": ways.words, "wordings": "\n".join(ways.wordings), "leaning": "\n".join(ways.leaning)}
    return {**kept, "branch": kept.pop("branch_id"), **lines}


async def _branch_name(visit: Visit, branch_id: int | None) -> str:
    named = {one.id: one.name[visit.language] for one in await directory.branches(visit.store)}
    return named.get(branch_id or 0) or visit.t("places.everywhere")


async def _form(visit: Visit, row: FactRow | None, form: FactForm, conflict: ConflictShown | None = None) -> Template:
    names = {one.id: one.name for one in await directory.branches(visit.store)}
    form.branch.options = branch_options(names, visit.reader)
    form.topic.options = await topic_options(visit)
    question = whole(form.question.typed)
    return visit.page(
        "places/fact.html",
        status=409 if conflict else 422 if form.is_wrong else 200,
        conflict=conflict,
        row=row,
        form=form,
        asked=None if row is not None or question is None else await asked_shown(visit, question),
        today=visit.locale.short_day(visit.locale.today()),
        may_edit=visit.may(Permission.EDIT_PLACES),
        may_read_trail=visit.may(Permission.READ_AUDIT),
    )


async def _told(visit: Visit, rows: Sequence[FactRow]) -> Callable[[FactRow], str]:
    """Give what writes a fact's text as patrons are told it: with the values of the lending rules that it names."""

    def written(row: FactRow) -> str:
        return row.text_fa if visit.language == "fa" else row.text_en

    if not any("{" in written(row) for row in rows):
        return written
    try:
        value_of = values_of(await visit.console.library.lending_terms())
    except LibraryError:
        return written
    return lambda row: filled(written(row), visit.language, value_of) or written(row)


def _columns(visit: Visit, names: Mapping[int, Mapping[str, str]]) -> tuple[Column, ...]:
    everywhere = visit.t("places.everywhere")
    return (
        Column("question", "places.question", sort="question", heads_row=True),
        Column("topic", "places.topic", "topic", sort="topic"),
        Column(
            "branch",
            "places.branch",
            lambda row: names[row.branch_id][visit.language] if row.branch_id in names else everywhere,
        ),
        Column("text", "places.text"),
        Column("until", "places.valid_until", sort="until"),
        *(
            Column(name, value=name)
            for name in ("question_fa", "question_en", "text_fa", "text_en", "also", "audience", "link")
        ),
        Column("valid_from", value="valid_from"),
        Column("valid_until", value="valid_until"),
    )
