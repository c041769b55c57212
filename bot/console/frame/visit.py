"""One request of somebody who is signed in: who asks, what serves them, and how they are answered."""

from __future__ import annotations

from collections.abc import AsyncIterable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from litestar.response import Redirect, Stream, Template

from bot.console.frame.audited import audited
from bot.console.frame.columns import Column, lines_of
from bot.console.frame.lists import csv_response
from bot.console.frame.locale import Locale
from bot.console.frame.pages import Page, go_to, locale_for, page
from bot.console.frame.parts import Console
from bot.console.frame.request import AnyRequest, is_htmx
from bot.console.frame.roles import Permission
from bot.console.frame.say import say
from bot.console.frame.session import Reader, told_reader
from bot.content.project import Project
from crm.database.store import Store

__all__ = ["PageOrRedirect", "Visit"]

PageOrRedirect = Template | Redirect


@dataclass(frozen=True, slots=True)
class Visit:
    """What a handler and its helpers work with, and the ways in which they answer."""

    request: AnyRequest
    console: Console
    reader: Reader
    locale: Locale

    @classmethod
    def of(cls, request: AnyRequest) -> Visit:
        """Make the visit of a request whose reader the guard has found. Raises RuntimeError where there is none."""
        reader = told_reader(request)
        if reader is None:
            raise RuntimeError("a handler for everybody asked for the reader")
        console: Console = request.app.state["console"]
        return cls(request, console, reader, locale_for(console, reader))

    @property
    def store(self) -> Store:
        """Give the store."""
        return self.console.store

    @property
    def content(self) -> Project:
        """Give the content that the bot is trained with."""
        return self.console.content

    @property
    def language(self) -> str:
        """Give the reader's language."""
        return self.reader.language

    @property
    def is_htmx(self) -> bool:
        """Tell whether HTMX asks, for a part of a page."""
        return is_htmx(self.request)

    def may(self, permission: Permission | str) -> bool:
        """Tell whether the reader may do something."""
        return self.reader.may(permission)

    def t(self, key: str, /, **values: object) -> str:
        """Say a text in the reader's language, as templates do."""
        return say(self.locale, key, **values)

    def page(
        self,
        template: str,
        /,
        *,
        status: int = 200,
        fragment: str | None = None,
        headers: dict[str, Any] | None = None,
        **context: Any,
    ) -> Page:
        """Make a page of a template; for a request of HTMX only `fragment`, where one is named."""
        return page(self.reader, template, status=status, fragment=fragment, headers=headers, **context)

    def part(
        self,
        template: str,
        /,
        *,
        title: str,
        back: str,
        back_text: str | None = None,
        style: str = "",
        lead: str | None = None,
        above: str = "",
        target: str = "",
        **context: Any,
    ) -> Page:
        """Give HTMX a part, and others a page with it; with a form `above`, the part stands in `target` below it."""
        context |= {
            "title": title,
            "lead": lead,
            "back": back,
            "back_text": back_text or self.t("back"),
            "style": style,
        }
        return self.page("part.html", fragment=template, part=template, above=above, target=target, **context)

    def file(
        self,
        filename: str,
        columns: Iterable[Column],
        rows: Iterable[Any] | AsyncIterable[Any],
        *,
        texts: str = "",
    ) -> Stream:
        """Send a list as a CSV file.

        Its header says the texts `<texts><key>`; without `texts` what heads the columns on the page, and the keys of
        those that are in the file alone.
        """
        told = [column for column in columns if column.value is not None]
        header = [self.t(f"{texts}{column.key}") if texts else self._headed(column) for column in told]
        return csv_response(self.reader, filename, header, lines_of(told, rows))

    def _headed(self, column: Column) -> str:
        if not column.label:
            return column.key
        return self.t(column.label, **{name: self.t(key) for name, key in column.label_texts.items()})

    def go_to(self, path: str, notice: str | None = None) -> Redirect:
        """Send the browser on after a form; `notice` is the key of a text that the next page shows once."""
        return go_to(path, notice, secure=self.console.secure)

    async def audited(
        self,
        action: str,
        entity: str,
        entity_id: str | int | None,
        fields: Sequence[str] = (),
        patron: str | None = None,
        reason: str | None = None,
    ) -> None:
        """Note that the reader did something: `fields` are names, never values; `patron` is a public id."""
        await audited(self.console, self.reader, action, entity, entity_id, fields, patron=patron, reason=reason)
