"""Edit conflicts in forms: what somebody else changed meanwhile, and a form that keeps both edits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.console.frame.fields import HiddenField
from bot.console.frame.forms import Form
from crm.audit.edit_conflicts import is_as_seen, seen_of
from crm.errors import EditConflict

__all__ = ["FieldWords", "ConflictShown", "SeenForm", "entries_of", "side_by_side"]


class SeenForm(Form):
    """A form of a thing that others may change meanwhile; `seen` is what it was made from."""

    seen = HiddenField()


@dataclass(frozen=True, slots=True)
class FieldWords:
    """One value of a form: the words for it, or their text's key, and the fields that it stands in."""

    label: str
    inputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Theirs:
    """A value that another has changed: what it is now, and whether the editor's own stays in the form."""

    label: str
    now: str
    own_stays: bool


@dataclass(frozen=True, slots=True)
class ConflictShown:
    """Who changed a thing while a form of it was open, when, and what."""

    who: str | None
    when: datetime | None
    theirs: tuple[Theirs, ...]


def entries_of(*names: str, **others: FieldWords) -> dict[str, FieldWords]:
    """Describe values that stand in one field of their own name, with the text `places.<name>`, and others."""
    return {**{name: FieldWords(f"places.{name}", (name,)) for name in names}, **others}


def side_by_side(
    error: EditConflict,
    form: SeenForm,
    mine: Mapping[str, Any],
    now: Mapping[str, Any],
    written: Mapping[str, Any],
    entries: Mapping[str, FieldWords],
    shown: Mapping[str, str] | None = None,
) -> ConflictShown:
    """Make the form one to go on with, and give what to tell.

    What another changed and the editor did not touch is taken over; what both changed stays as the editor typed it.
    `mine` and `now` are what was read from the form and what is kept, `written` is the latter as the fields hold it,
    `shown` the words for fields that hold something else than words.
    """
    seen = form.seen.typed
    taken: dict[str, Any] = {"seen": seen_of(now)}
    theirs = []
    for name in error.changed:
        if mine[name] == now[name]:
            continue
        own_stays = not is_as_seen(seen, name, mine[name])
        inputs = entries[name].inputs
        if not own_stays:
            taken |= {field: written[field] for field in inputs}
        words = ((shown or {}).get(field, written[field]) for field in inputs)
        told = " ".join(str(word) for word in words if word not in ("", None))
        theirs.append(Theirs(entries[name].label, told, own_stays))
    form.over(taken)
    return ConflictShown(error.who, error.when, tuple(theirs))
