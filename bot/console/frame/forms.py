"""Forms of the console: read, checked and shown again by WTForms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Self, cast

import wtforms
from wtforms.meta import DefaultMeta

from bot.console.frame.any_field import AnyField
from bot.console.frame.fields import whole
from bot.console.frame.visit import Visit

__all__ = ["Form", "whole", "wholes"]


class Form(wtforms.Form):
    """A form of the console: fields of frame.fields, in the language of the visit that shows or sends it.

    `problems` are what is wrong with something else than one field, by a name of their own.
    """

    class Meta(DefaultMeta):
        """Texts come from the visit, and the token from frame.pages: nothing of WTForms' own."""

        visit: Visit

    def __init__(self, visit: Visit, sent: Any = None, **kept: Any) -> None:
        self.visit = visit
        self.problems: dict[str, str] = {}
        super().__init__(sent, data=kept, meta={"visit": visit})

    @classmethod
    async def sent(cls, visit: Visit) -> Self:
        """Read the form of a request, and note at each field what cannot be read."""
        form = cls(visit, await visit.request.form())
        form.validate()
        return form

    @property
    def is_wrong(self) -> bool:
        """Tell whether anything is wrong."""
        return bool(self.problems) or any(field.errors for field in self)

    def wrong(self, name: str, key: str, /, **values: object) -> Self:
        """Note what is wrong, with a text, at the field or beside all fields; what was noted there before stays."""
        if name not in self:
            self.problems.setdefault(name, self.visit.t(key, **values))
        elif not self[name].errors:
            self[name].errors = [self.visit.t(key, **values)]
        return self

    def lacking(self, key: str) -> Self:
        """Note with a text every field that is required and empty."""
        for field in self.fields:
            if field.required and not field.typed.strip():
                self.wrong(field.name, key)
        return self

    def said(self, name: str) -> str | None:
        """Give what is wrong with a field, or beside all fields; None for nothing."""
        return self.field(name).error if name in self else self.problems.get(name)

    def over(self, texts: Mapping[str, object]) -> Self:
        """Let some fields show other texts than were typed, and nothing be wrong."""
        for field in self:
            field.errors = ()
        for name, text in texts.items():
            self.field(name).put(text)
        self.problems.clear()
        return self

    def field(self, name: str) -> AnyField:
        """Give a field by its name."""
        return cast(AnyField, self[name])

    @property
    def fields(self) -> list[AnyField]:
        """Give every field."""
        return [cast(AnyField, field) for field in self]


def wholes(texts: Iterable[object]) -> list[int]:
    """Read numbers of rows, leaving out what is none."""
    return [number for number in map(whole, texts) if number is not None]
