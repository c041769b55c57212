"""The forms on the page of a group of questions."""

from __future__ import annotations

from bot.console.frame.fields import HiddenField, ManyField, RowField, TextField
from bot.console.frame.forms import Form

__all__ = [
    "ServedByForm",
    "AnsweredForm",
    "MergeGroupsForm",
    "GroupNoteForm",
    "HandOnForm",
    "OwnerForm",
    "StatusForm",
    "WordingsForm",
]


class OwnerForm(Form):
    """Who is to work on it."""

    owner = HiddenField()


class StatusForm(Form):
    """How it stands."""

    status = HiddenField()


class GroupNoteForm(Form):
    """Its title, and a note for colleagues."""

    title = TextField("questions.group_title", dir="auto", most=200, required=True, autocomplete=None)
    note = TextField("questions.note", rows=3, dir="auto", most=4000, autocomplete=None)


class MergeGroupsForm(Form):
    """Other matters that are the same: ticked ones, and one by its title or words."""

    like = ManyField()
    other = TextField("questions.other", dir="auto", most=200, hint="questions.other_hint", datalist="matters")


class WordingsForm(Form):
    """What is to be done with the wordings that are ticked."""

    wording = ManyField()
    do = HiddenField()
    intent = TextField()
    new_title = TextField()


class ServedByForm(Form):
    """Which intent and which answer are to serve it."""

    answer_intent = TextField("questions.intent", dir="auto", most=200, datalist="intents")
    answer_name = TextField("questions.answer", dir="auto", most=300, datalist="answers", hint="questions.answer_hint")


class HandOnForm(Form):
    """The answer that somebody knows who may not write it, and the colleague who may."""

    told = TextField("questions.told", rows=4, dir="auto", most=2000, required=True, autocomplete=None)
    to = RowField("questions.hand_to", required=True)


class AnsweredForm(Form):
    """Why the wordings that the bot still does not understand may stay."""

    reason = TextField(
        "questions.reason", rows=2, dir="auto", most=500, hint="questions.reason_hint", autocomplete=None
    )
