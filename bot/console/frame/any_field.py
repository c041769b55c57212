"""What every field of a form has: what was typed, what it means, and all that the macro `form_field` needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

import wtforms

if TYPE_CHECKING:
    from bot.console.frame.visit import Visit

__all__ = ["AnyField"]

# More than anybody writes; a field that may hold less says so (`most`).
LONGEST = 100_000
# A field that may hold so much is for words, and not for a number or a code.
SENTENCE = 60


class AnyField(wtforms.Field):
    """A field whose `label` and `hint` are keys of texts; `values` are what the label's text names."""

    shown_as: ClassVar[str] = "input"
    # The text that says what is wrong with what cannot be read.
    bad: str = "places.bad.text"
    usual_dir: ClassVar[str | None] = None
    # A calendar stands beside it.
    is_day: ClassVar[bool] = False
    # What an empty field means.
    nothing: ClassVar[Any] = None

    def __init__(
        self,
        label: str = "",
        *,
        most: int | None = None,
        required: bool = False,
        rows: int = 0,
        type: str = "text",
        dir: str | None = None,
        lang: str | None = None,
        hint: str | None = None,
        autocomplete: str | None = "off",
        autofocus: bool = False,
        inputmode: str | None = None,
        named: Mapping[str, str] | None = None,
        hint_values: Mapping[str, object] | None = None,
        bad: str | None = None,
        longest: int = LONGEST,
        **more: Any,
    ) -> None:
        self.typed: str = ""
        self.most, self.required, self.rows, self.input_type = most, required, rows, type
        self.dir, self.lang, self.hint = dir or self.usual_dir, lang, hint
        self.autocomplete, self.autofocus, self.inputmode = autocomplete, autofocus, inputmode
        self.named, self.longest = named or {}, longest
        # What the hint's text names; a handler may say more.
        self.hint_values: Mapping[str, object] = hint_values or {}
        self.bad, self.list = bad or self.bad, more.get("datalist")
        super().__init__(label, **more)

    @property
    def visit(self) -> Visit:
        """Give the visit that the form belongs to."""
        return cast("Visit", self.meta.visit)

    @property
    def error(self) -> str | None:
        """Give what is wrong with it, in the reader's language."""
        return self.errors[0] if self.errors else None

    @property
    def example(self) -> str | None:
        """Give what stands in it while it is empty."""
        return None

    @property
    def is_prose(self) -> bool:
        """Tell whether sentences stand in it: what is pasted into it is counted, and not cut by the browser."""
        plain = self.input_type == "text" and self.inputmode is None and (self.dir != "ltr" or self.lang is not None)
        return bool(self.rows) or (plain and (self.most or 0) >= SENTENCE)

    @property
    def texts_of_label(self) -> dict[str, str]:
        """Give what the label's text names."""
        return {name: self.visit.t(key) for name, key in self.named.items()}

    def put(self, text: object) -> None:
        """Let the field show another text than was typed."""
        self.typed = "" if text is None else str(text)

    def process_data(self, value: Any) -> None:
        """Take a value that is kept."""
        self.data = self.nothing if value is None else value
        self.typed = self.written(value)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Take what was typed, all of it; raises ValueError with what is wrong with it."""
        sent = valuelist[-1] if valuelist else ""
        self.typed = sent if isinstance(sent, str) else ""
        self.data = None
        self.data = self.read(self.typed)
        # Nothing is cut: whoever wrote too much is told so, with their words still in the field.
        written, most = self.data if isinstance(self.data, str) else "", self.most or self.longest
        if len(written) > most:
            raise ValueError(self.visit.t("form.too_long", most=most, over=len(written) - most))

    def written(self, value: Any) -> str:
        """Write a value as the field holds it."""
        return "" if value is None else str(value)

    def read(self, text: str) -> Any:
        """Read what was typed. Raises ValueError."""
        return text

    def demand[Value](self, value: Value | None) -> Value | None:
        """Note that something is wrong where there is no value."""
        if value is None and not self.errors:
            self.errors = [str(self.wrong())]
        return value

    def wrong(self) -> ValueError:
        """Make the error of what cannot be read."""
        return ValueError(self.visit.t(self.bad, **({} if self.example is None else {"example": self.example})))
