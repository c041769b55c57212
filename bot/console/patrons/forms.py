"""Forms of the patron's page."""

from __future__ import annotations

import re
import uuid
from typing import Self

from bot.console.frame.fields import ChoiceField, HiddenField, ManyField, TextField
from bot.console.frame.forms import Form
from bot.console.frame.visit import Visit
from crm.people.contacts import CHANNELS, OUTCOMES
from crm.people.unlinking import PERIODS

__all__ = [
    "ContactForm",
    "HoldForm",
    "KeyedForm",
    "MergePatronsForm",
    "OtherRecordForm",
    "PinForm",
    "RenewForm",
    "TitleForm",
    "UnlinkForm",
]

_KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


class KeyedForm(Form):
    """A form with a key of its own: sent twice, it does its work once."""

    key = HiddenField()

    @classmethod
    def fresh(cls, visit: Visit, **kept: object) -> Self:
        """Make the form with a new key."""
        return cls(visit, key=str(uuid.uuid4()), **kept)

    @property
    def own_key(self) -> str:
        """Give the key that was sent, a new one for what is none."""
        return self.key.data if _KEY.fullmatch(self.key.data) else str(uuid.uuid4())


class ContactForm(KeyedForm):
    """A contact at the desk or by telephone."""

    channel = ChoiceField("patrons.how", CHANNELS, "patrons.how.", default="in_person")
    subject = TextField(
        "patrons.subject", required=True, most=200, dir="auto", bad="patrons.bad.subject", datalist="subjects"
    )
    words = TextField("patrons.words", rows=2, most=4000, dir="auto")
    outcome = ChoiceField("patrons.outcome", OUTCOMES, "patrons.outcome.", default="staff_resolved")


class RenewForm(KeyedForm):
    """Loans to be renewed at the patron's word."""

    loans = ManyField()
    channel = ChoiceField("patrons.at_word", CHANNELS, "patrons.how.", default="in_person")


class TitleForm(Form):
    """A title that a patron wants."""

    title = TextField("patrons.title", required=True, most=200, dir="auto")


class HoldForm(KeyedForm):
    """A title to be reserved at the patron's word."""

    title_id = TextField(most=100)
    branch = ChoiceField("patrons.pickup")
    channel = ChoiceField("patrons.at_word", CHANNELS, "patrons.how.", default="in_person")


class UnlinkForm(Form):
    """A chat that was linked to the wrong patron."""

    not_theirs = ChoiceField("patrons.not_theirs", PERIODS, "patrons.not_theirs.", default="since")
    reason = TextField("patrons.reason", most=200, required=True, dir="auto")


class PinForm(Form):
    """A new PIN, or nothing for one that is made up; `seen` is when the last one was given."""

    pin = TextField("patrons.pin_own", most=8, dir="ltr", inputmode="numeric", hint="patrons.pin_own_hint")
    seen = HiddenField()


class OtherRecordForm(Form):
    """The card of another record of the same patron."""

    card = TextField("patrons.other_card", most=64, required=True, dir="ltr")


class MergePatronsForm(Form):
    """Which of two records stays, and why they are one patron's."""

    survivor = TextField(most=64)
    reason = TextField("patrons.merge_reason", hint="patrons.merge_reason_hint", most=200, required=True, dir="auto")
