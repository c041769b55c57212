"""The forms on the page of a case."""

from __future__ import annotations

from bot.console.frame.fields import ChoiceField, HiddenField, TextField
from bot.console.frame.forms import Form
from crm.cases.answers import LONGEST_ANSWER
from crm.cases.work import LONGEST
from crm.records.values import CASE_PRIORITIES, CASE_RESOLUTIONS

__all__ = ["CaseReplyForm", "AppealForm", "AssignForm", "MoveForm", "CaseNoteForm", "PriorityForm"]


class _StepForm(Form):
    """A step, taken upon the version of the case that the form was made from."""

    version = HiddenField()

    @property
    def seen(self) -> int:
        """Give that version; nobody has seen a zeroth."""
        version = self.version.data
        return int(version) if version.isdecimal() and len(version) < 10 else 0


class MoveForm(_StepForm):
    """Another state; the end of the case among them, with how it ended."""

    to = ChoiceField("cases.move_to", texts="cases.status.", hint="cases.move_hint")
    resolution = ChoiceField(
        "cases.resolution",
        CASE_RESOLUTIONS,
        "cases.resolution.",
        empty="cases.choose",
        required=True,
        hint="cases.resolution_hint",
    )
    note = TextField(
        "cases.close_note", rows=2, most=LONGEST, dir="auto", hint="cases.close_note_hint", autocomplete=None
    )


class AssignForm(_StepForm):
    """Who is to work on it: a user name, `me`, or nobody."""

    to = ChoiceField("cases.assignee", empty="cases.nobody")


class PriorityForm(_StepForm):
    """Another priority."""

    priority = ChoiceField("cases.priority", CASE_PRIORITIES, "cases.priority.")


class CaseNoteForm(Form):
    """An internal note."""

    note = TextField(
        "cases.note", rows=2, required=True, most=LONGEST, dir="auto", hint="cases.note_hint", autocomplete=None
    )


class CaseReplyForm(_StepForm):
    """A message into the patron's chat, and how the case stands then.

    `read` marks what the writer was shown of it as covered.
    """

    text = TextField(
        "cases.answer_text",
        rows=6,
        required=True,
        most=LONGEST_ANSWER,
        dir="auto",
        hint="cases.answer_hint",
        autocomplete=None,
    )
    then = HiddenField()
    read = HiddenField()


class AppealForm(_StepForm):
    """Why the patron does not accept the answer."""

    reason = TextField(
        "cases.appeal_reason",
        rows=3,
        required=True,
        most=LONGEST,
        dir="auto",
        hint="cases.appeal_hint",
        autocomplete=None,
    )
