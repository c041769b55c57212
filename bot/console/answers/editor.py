"""The editor's page: as it stands, or as it was submitted, with its errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from litestar.response import Template

from bot.console.answers.checks import check
from bot.console.answers.circles import circles, quotes
from bot.console.answers.listing import one_answer
from bot.console.answers.preview import own_name, preview
from bot.console.answers.samples import variables
from bot.console.answers.windows import WindowForm
from bot.console.frame.columns import Column
from bot.console.frame.fields import HiddenField, ManyField, TextField
from bot.console.frame.forms import whole
from bot.console.frame.intent_names import intent_names
from bot.console.frame.roles import Permission
from bot.console.frame.text_checks import TextRemark, variables_of
from bot.console.frame.visit import Visit
from bot.content.answers import FileAnswer
from bot.content.saying import answers_now
from crm.content.answer_versions import AnswerText, versions

__all__ = ["EditorForm", "checked", "editor"]

VERSIONS_SHOWN = 30
VERSIONS = (
    Column("version", "answers.versions", heads_row=True, is_plain=True),
    Column("state", "answers.state"),
    Column("time", "answers.time"),
    Column("who", "answers.who"),
    Column("when", "answers.when", style="nowrap"),
    Column("note", "answers.note"),
)
# The buttons of those who may edit.
TO_DO = Column("to_do", "answers.restore", is_plain=True)
# Longer ones are refused by the checks.
_TEXT: dict[str, Any] = {"rows": 7, "required": True, "longest": 20_000, "autocomplete": None}


class EditorForm(WindowForm):
    """An answer in both languages, when it is said, and why; `base` is the version that it was made from."""

    base = HiddenField()
    action = HiddenField()
    text_fa = TextField("answers.text", named={"language": "language.fa"}, dir="rtl", lang="fa", **_TEXT)
    text_en = TextField("answers.text", named={"language": "language.en"}, dir="ltr", lang="en", **_TEXT)
    title_fa = ManyField()
    title_en = ManyField()
    note = TextField("answers.note", dir="auto", most=300, hint="answers.note_hint")

    @classmethod
    def of(cls, visit: Visit, content: AnswerText, **kept: Any) -> EditorForm:
        """Make the form of a text."""
        return cls(
            visit,
            text_fa=content.text_fa,
            text_en=content.text_en,
            title_fa=[button["title"] for button in content.buttons("fa")],
            title_en=[button["title"] for button in content.buttons("en")],
            **kept,
        )

    def content(self, answer: FileAnswer) -> AnswerText:
        """Give what was typed; what the file's buttons send stays as it is."""
        return AnswerText(
            self.text_fa.data,
            self.text_en.data,
            _buttons(self.title_fa.data, answer.buttons.get("fa", ())),
            _buttons(self.title_en.data, answer.buttons.get("en", ())),
        )

    @property
    def made_from(self) -> int:
        """Give the version that it was made from; 0 for none."""
        return whole(self.base.typed) or 0


async def checked(visit: Visit, content: AnswerText, answer: FileAnswer) -> dict[str, list[TextRemark]]:
    """Look at what was typed."""
    found = check(content, answer, visit.content.answers().keys())
    for field_name, problem in circles(answer.name, content, await quotes(visit)).items():
        found[field_name].append(problem)
    return found


async def editor(
    visit: Visit,
    name: str,
    *,
    form: EditorForm | None = None,
    problem: str | None = None,
    status: int = 200,
) -> Template:
    """Make the page; without `form` the newest draft is taken up, else what is said now."""
    row = await one_answer(visit, name)
    known = await versions(visit.store, name, limit=VERSIONS_SHOWN)
    if form is None:
        newest = row.newest
        base = newest.version if newest is not None else 0
        if newest is not None and newest.state == "draft":
            window = WindowForm.window(visit.locale, newest.starts_at, newest.ends_at)
            form = EditorForm.of(visit, newest.content, base=base, note=newest.note, **window)
        else:
            form = EditorForm.of(visit, row.content, base=base)
    content = form.content(row.answer)
    names = variables_of(row.answer.texts.get("fa", "")) | variables_of(row.answer.texts.get("en", ""))
    now = visit.store.clock.now()
    return visit.page(
        "answers/editor.html",
        status=status,
        row=row,
        form=form,
        content=content,
        problems=await checked(visit, content, row.answer),
        previews=preview(content, await answers_now(visit.store, visit.content), await own_name(visit)),
        variables=variables(names),
        quoted=_quoted(names, visit.content.answers()),
        versions=known,
        columns=(*VERSIONS, TO_DO) if visit.may(Permission.EDIT_ANSWERS) else VERSIONS,
        problem=problem,
        now=now,
        intent=(intent := own_intent(name, visit.content.intents())),
        intent_name=(await intent_names(visit))(intent, visit.language),
    )


def _quoted(names: frozenset[str], answers: Mapping[str, FileAnswer]) -> Sequence[FileAnswer]:
    return [answers[name] for name in sorted(names) if name in answers]


def own_intent(name: str, intents: Sequence[str]) -> str | None:
    """Give the intent whose own answer or name this is."""
    plain = name.removeprefix("utter_").removeprefix("intent_")
    return plain if plain in intents else None


def _buttons(titles: Sequence[str], buttons: Sequence[Mapping[str, str]]) -> tuple[dict[str, str], ...]:
    """Give the file's buttons with the titles that were typed; what they send stays as it is."""
    return tuple(
        {"title": titles[place].strip() if place < len(titles) else str(button["title"]), "payload": button["payload"]}
        for place, button in enumerate(buttons)
    )
