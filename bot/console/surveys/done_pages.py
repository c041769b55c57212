"""You said, we did: the page on which ideas and complaints are closed as done, and everybody who asked is told."""

from __future__ import annotations

from dataclasses import replace

from litestar import Controller, get, post
from litestar.response import Template

from bot import texts
from bot.console.frame.access import needs
from bot.console.frame.columns import Column, stamp
from bot.console.frame.fields import HiddenField, ManyField, bilingual
from bot.console.frame.forms import Form
from bot.console.frame.lists import ListQuery
from bot.console.frame.roles import Permission
from bot.console.frame.unseen import unseen
from bot.console.frame.visit import Visit
from crm.cases.answers import LONGEST_ANSWER
from crm.errors import InvalidValue
from crm.surveys.said_and_done import OpenWish, ToldBack, close_as_done, open_wishes
from language.bidi import isolate
from language.masking import mask

__all__ = ["SaidAndDonePages"]

HOME = "/console/surveys/done"
WORK = needs(Permission.WORK_CASES)
WISHES = (
    Column("pick", "surveys.pick", is_plain=True),
    Column("number", "surveys.case", "number", heads_row=True),
    Column("kind", "surveys.kind", "kind"),
    Column("words", "surveys.said", "description"),
    Column("opened", "surveys.given", stamp("opened_at"), style="nowrap"),
)


class DoneForm(Form):
    """What was done, in both languages or in one, and for which cases; each with the version that was seen.

    `read_fa` and `read_en` mark what the writer was shown of the words as covered.
    """

    cases = ManyField("surveys.pick")
    words_fa, words_en = bilingual("surveys.done_words", rows=3, most=LONGEST_ANSWER)
    read_fa, read_en = HiddenField(), HiddenField()

    def covers(self) -> bool:
        """Show how patrons would read what is covered in the words; tell whether the writer has not seen it yet."""
        read = {"fa": self.read_fa, "en": self.read_en}
        covered = {one: unseen(self[f"words_{one}"].data, seen, one) for one, seen in read.items()}
        for language, text in covered.items():
            if text is not None:
                self.wrong(f"words_{language}", "covered.first", text=text)
        return any(covered.values())


class SaidAndDonePages(Controller):
    """Handlers of the page "You said, we did"."""

    path = "/surveys/done"

    @get("/", opt=WORK)
    async def show(self, visit: Visit) -> Template:
        """List the open ideas and complaints, to be searched and chosen from."""
        return await _page(visit, DoneForm(visit))

    @post("/", opt=WORK, status_code=200)
    async def tell(self, visit: Visit) -> Template:
        """Close the chosen ones as done, and tell those who asked."""
        form = await DoneForm.sent(visit)
        if form.covers():
            return await _page(visit, form)
        seen = dict(_seen(each) for each in form.cases.data if ":" in each)
        try:
            done = await close_as_done(
                visit.store,
                seen,
                {"fa": form.words_fa.data, "en": form.words_en.data},
                by=visit.reader.actor,
                letter=_letter,
            )
        except InvalidValue as error:
            known = error.field if error.field in ("words", "cases") else "words"
            return await _page(visit, form.wrong("page", f"surveys.bad.{known}"))
        visit.console.events.publish()
        if done.left:
            form.wrong("page", "surveys.done_left", cases=", ".join(done.left))
            return await _page(visit, form, status=409, done=done)
        return await _page(visit, DoneForm(visit), done=done)


async def _page(visit: Visit, form: DoneForm, *, status: int | None = None, done: ToldBack | None = None) -> Template:
    query = ListQuery.from_request(visit.request)
    wishes = [_masked(visit, one) for one in await open_wishes(visit.store, query.q)]
    return visit.page(
        "surveys/done.html",
        status=status or (422 if form.is_wrong else 200),
        query=query,
        form=form,
        columns=WISHES,
        rows=wishes,
        picked=set(form.cases.data or ()),
        done=done,
    )


def _letter(language: str, number: str, words: str) -> str:
    return texts.text(language, "surveys.letter", number=isolate(number, language), text=words)


def _seen(value: str) -> tuple[str, int]:
    number, _, version = value.rpartition(":")
    return number, int(version) if version.isdecimal() and len(version) < 10 else 0


def _masked(visit: Visit, one: OpenWish) -> OpenWish:
    """Give a wish as the reader may see it: masked once more for who may see no patrons."""
    if one.description is None or visit.may(Permission.READ_PATRONS):
        return one
    return replace(one, description=mask(one.description).text)
