"""The page of common questions: what nearly every library is asked, ticked and added without an answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from litestar import Controller, get, post
from litestar.response import Template

from bot.console.frame.access import needs
from bot.console.frame.fields import ManyField
from bot.console.frame.forms import Form
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from crm.knowledge.facts import FactValues
from crm.knowledge.open_questions import add_open_questions, is_among, questions_of
from protocol import plain_yaml

__all__ = ["CommonQuestionPages", "common_questions"]

FILE = Path(__file__).with_name("common_questions.yml")
HERE = "/console/places/facts/common"
# Where the answers are written: the questions that have none.
OPEN = "/console/places/facts?state=open"
EDIT = needs(Permission.EDIT_PLACES)


@dataclass(frozen=True, slots=True)
class CommonQuestion:
    """A question of the kept file; `key` names it on the page, `also` are words by which it is found besides."""

    key: str
    topic: str
    fa: str
    en: str
    also: str | None = None

    @property
    def as_fact(self) -> FactValues:
        """Give it as it is kept: a fact whose answer is open."""
        return FactValues(self.topic, self.fa, self.en, "", "", also=self.also)


@cache
def common_questions() -> tuple[CommonQuestion, ...]:
    """Give the questions of the kept file, in its order."""
    return tuple(CommonQuestion(**one) for one in plain_yaml.load(FILE.read_text(encoding="utf-8")))


class CommonQuestionForm(Form):
    """Which questions are taken, by their keys."""

    questions = ManyField("places.question")


class CommonQuestionPages(Controller):
    """Handlers of the page of common questions."""

    path = "/places/facts/common"

    @get("/", opt=EDIT)
    async def show(self, visit: Visit) -> Template:
        """Show the questions; those that are there already cannot be ticked."""
        return await _page(visit, CommonQuestionForm(visit))

    @post("/", opt=EDIT)
    async def add(self, visit: Visit) -> PageOrRedirect:
        """Add the ticked questions, without answers."""
        form = await CommonQuestionForm.sent(visit)
        wanted = [one.as_fact for one in common_questions() if one.key in form.questions.data]
        if not wanted:
            form.wrong("questions", "places.bad.no_questions")
            return await _page(visit, form)
        await add_open_questions(visit.store, wanted, by=visit.reader.actor)
        return visit.go_to(OPEN, "places.common_added")


async def _page(visit: Visit, form: CommonQuestionForm) -> Template:
    there = await questions_of(visit.store)
    return visit.page(
        "places/common_questions.html",
        status=422 if form.is_wrong else 200,
        form=form,
        questions=[(one, is_among(one.fa, one.en, there)) for one in common_questions()],
    )
