"""Pages of surveys: their versions with results, one survey, and the remarks."""

from __future__ import annotations

from dataclasses import replace

from litestar import Controller, get, post
from litestar.response import Stream, Template

from bot.console.frame.access import needs
from bot.console.frame.columns import Column, stamp
from bot.console.frame.fields import ChoiceField, HiddenField, NumberField, TickField, WholeField, bilingual
from bot.console.frame.forms import Form
from bot.console.frame.lists import ListQuery
from bot.console.frame.roles import PERMISSIONS, Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.console.surveys.showing import Shown, shown
from crm.errors import Conflict, InvalidValue, NotFound
from crm.staff.accounts import accounts
from crm.surveys.definitions import LONGEST, Version, add_version, put_asking, versions
from crm.surveys.results import FEWEST, GapMean, SurveyRemark, SurveyResult, follow_ups, remarks, results
from crm.surveys.wordings import RANGES
from language.masking import mask
from protocol.values import LANGUAGES

__all__ = ["SurveyPages"]

HOME = "/console/surveys"
READ = needs(Permission.READ_SURVEYS)
EDIT = needs(Permission.EDIT_SURVEYS)
NOTHING = SurveyResult(0, 0, 0, 0, {}, ())

VERSIONS = (
    Column("name", "surveys.survey", "name", heads_row=True),
    Column("code", value="survey.code"),
    Column("version", "surveys.version", "survey.version"),
    Column("asked", "surveys.asked", lambda row: row.survey.is_active),
    Column("invited", "surveys.invited", "result.invited"),
    Column("answered", "surveys.answered", "result.answered"),
    Column("rate", "surveys.rate", lambda row: "" if row.rate is None else round(row.rate, 4)),
    Column("unasked", "surveys.unasked", "result.unasked"),
    Column("figure", "surveys.figure", "figure"),
)
GAPS = (
    Column("question", "surveys.question", "code", heads_row=True),
    Column("answers", "surveys.answers", "answers"),
    Column("perceived", "surveys.perceived", "perceived"),
    Column("minimum", "surveys.minimum", "minimum"),
    Column("desired", "surveys.desired", "desired"),
    Column("adequacy", "surveys.adequacy", "adequacy"),
    Column("superiority", "surveys.superiority", "superiority"),
)
REMARKS = (
    Column("given", "surveys.given", stamp("given_at"), style="nowrap"),
    Column("survey", "surveys.survey", "code"),
    Column("version", "surveys.version", "version"),
    Column("score", "surveys.score", "score"),
    Column("words", "surveys.words", "words"),
    Column("became", "surveys.became", "case_number"),
)


class WordingForm(Form):
    """A question worded anew; `after` is the version that was seen."""

    after = HiddenField()


class AskingForm(Form):
    """Whether a survey is asked, of how many, how seldom, and who takes up what went wrong."""

    is_active = TickField("surveys.is_active")
    sample = NumberField("surveys.sample", hint="surveys.sample_hint", required=True)
    cooldown = WholeField("surveys.cooldown", hint="surveys.cooldown_hint", required=True)
    owner = ChoiceField("surveys.owner", empty="surveys.owner_none", hint="surveys.owner_hint")


class SurveyPages(Controller):
    """Handlers of the pages of surveys."""

    path = "/surveys"

    @get("/", opt=READ)
    async def index(self, visit: Visit) -> Template | Stream:
        """List the surveys with the results of each version."""
        query = ListQuery.from_request(visit.request)
        rows = await _rows(visit)
        if query.wants_csv:
            return visit.file("surveys", VERSIONS, rows)
        return visit.page(
            "surveys/list.html",
            query=query,
            columns=VERSIONS,
            rows=rows,
            follow=await follow_ups(visit.store),
            fewest=FEWEST,
        )

    @get("/remarks", opt=READ)
    async def remarks(self, visit: Visit) -> Template | Stream:
        """List what was said beside scores."""
        query = ListQuery.from_request(visit.request)
        rows = [_masked(visit, row) for row in await remarks(visit.store)]
        await visit.audited("survey.remarks_read", "survey", None, ("comment",))
        if query.wants_csv:
            return visit.file("remarks", REMARKS, rows)
        named = {one.code: one.name[visit.language] for one in reversed(await versions(visit.store))}
        return visit.page("surveys/remarks.html", query=query, columns=REMARKS, rows=rows, named=named)

    @get("/{code:str}", opt=READ)
    async def show(self, visit: Visit, code: str) -> Template:
        """Show one survey: its versions, who is asked, and its words."""
        return await _one(visit, code)

    @post("/{code:str}/asking", opt=EDIT)
    async def asking(self, visit: Visit, code: str) -> PageOrRedirect:
        """Change who is asked, how seldom, and who takes up what went wrong."""
        form = await AskingForm.sent(visit)
        if not form.is_wrong:
            try:
                await put_asking(
                    visit.store,
                    code,
                    is_active=form.is_active.data,
                    sample_rate=(form.sample.data or 0) / 100,
                    cooldown_days=-1 if form.cooldown.data is None else form.cooldown.data,
                    owner=form.owner.data or None,
                    by=visit.reader.actor,
                )
                return visit.go_to(f"{HOME}/{code}", "saved")
            except InvalidValue as error:
                field = {"sample_rate": "sample", "cooldown_days": "cooldown"}.get(error.field, error.field)
                form.wrong(field, f"surveys.bad.{field}")
        return await _one(visit, code, asking=form)

    @post("/{code:str}/words", opt=EDIT)
    async def words(self, visit: Visit, code: str) -> PageOrRedirect:
        """Word the questions anew, as a new version."""
        newest = (await _versions(visit, code))[0]
        form = await _wording_form(newest).sent(visit)
        texts = [
            (form.field(f"text_fa_{place}").data, form.field(f"text_en_{place}").data)
            for place in range(len(newest.questions))
        ]
        after = form.after.data
        try:
            seen = int(after) if after.isdecimal() and len(after) < 10 else 0
            await add_version(visit.store, code, texts, after=seen, by=visit.reader.actor)
            return visit.go_to(f"{HOME}/{code}", "surveys.reworded")
        except Conflict:
            form.wrong("page", "surveys.faster")
        except InvalidValue:
            form.wrong("page", "surveys.bad.text")
        return await _one(visit, code, wording=form)


async def _rows(visit: Visit) -> list[Shown]:
    found = await results(visit.store)
    return [shown(visit, one, found.get(one.id, NOTHING)) for one in await versions(visit.store)]


async def _versions(visit: Visit, code: str) -> list[Version]:
    mine = [one for one in await versions(visit.store) if one.code == code]
    if not mine:
        raise NotFound("survey", code)
    return mine


async def _one(
    visit: Visit, code: str, *, asking: AskingForm | None = None, wording: WordingForm | None = None
) -> Template:
    rows = [row for row in await _rows(visit) if row.survey.code == code]
    if not rows:
        raise NotFound("survey", code)
    newest = rows[0].survey
    if asking is None:
        asking = AskingForm(
            visit,
            is_active=newest.is_active,
            sample=round(newest.sample_rate * 100, 2),
            cooldown=newest.cooldown_days,
            owner=newest.owner or "",
        )
    people, _ = await accounts(visit.store, active=True, sort="name", language=visit.language, limit=500)
    able = [one for one in people if Permission.WORK_CASES in PERMISSIONS[one.role]]
    asking.owner.options = [(one.username, one.display_name) for one in able]
    if wording is None:
        texts = {
            f"text_{language}_{place}": question.text.get(language, "")
            for place, question in enumerate(newest.questions)
            for language in LANGUAGES
        }
        wording = _wording_form(newest)(visit, after=str(newest.version), **texts)
    is_wrong = asking.is_wrong or wording.is_wrong
    return visit.page(
        "surveys/one.html",
        status=422 if is_wrong else 200,
        at=f"{HOME}/{code}",
        newest=newest,
        rows=rows,
        columns=VERSIONS,
        gap_columns=GAPS,
        gaps=[(row, _gap_rows(visit, row)) for row in rows if row.result.gaps],
        spread=[(row, _spread(row)) for row in rows if row.result.is_shown and row.survey.kind != "gap"],
        asking=asking,
        wording=wording,
        places=range(len(newest.questions)),
        may_edit=visit.may(Permission.EDIT_SURVEYS),
        fewest=FEWEST,
    )


def _gap_rows(visit: Visit, row: Shown) -> list[GapMean]:
    """Give the gaps of a version under the words of their questions; of fewer answers than are told, none."""
    told = {one.code: one.text.get(visit.language) or one.code for one in row.survey.questions}
    return [replace(gap, code=told[gap.code]) for gap in row.result.gaps if gap.answers >= FEWEST]


def _spread(row: Shown) -> list[tuple[int, int]]:
    least, most = RANGES[row.survey.questions[0].scale]
    return [(value, row.result.scores.get(value, 0)) for value in range(least, most + 1)]


def _masked(visit: Visit, row: SurveyRemark) -> SurveyRemark:
    """Give a remark as the reader may see it: masked once more for who may see no patrons."""
    return row if visit.may(Permission.READ_PATRONS) else replace(row, words=mask(row.words).text)


def _wording_form(survey: Version) -> type[WordingForm]:
    """Make the form of a survey's words: two texts for each of its questions."""
    fields: dict[str, object] = {}
    for place, _ in enumerate(survey.questions):
        pair = bilingual("surveys.question", rows=2, required=True, most=LONGEST)
        fields[f"text_fa_{place}"], fields[f"text_en_{place}"] = pair
    return type("SurveyWordingForm", (WordingForm,), fields)
