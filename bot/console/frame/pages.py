"""Page rendering: templates with the reader's language, calendar and navigation around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import jinja2
from litestar.datastructures import Cookie
from litestar.response import Redirect, Response, Template
from litestar.response.base import ASGIResponse
from markupsafe import Markup

from bot.channels.letters.push import public_push_key
from bot.console.frame.columns import table
from bot.console.frame.features import features
from bot.console.frame.locale import Locale
from bot.console.frame.navigation import navigation
from bot.console.frame.parts import Console
from bot.console.frame.request import AnyRequest, is_htmx
from bot.console.frame.say import say
from bot.console.frame.session import LANGUAGE, Reader, carried, gone, kept
from bot.console.frame.tokens import token, tokens
from bot.conversation.turn_language import as_language
from bot.covered import in_words
from bot.texts import has_text
from crm.records.staff_names import StaffName
from crm.staff.own_words import was_covered
from language.writing import calendar_of, direction
from protocol.values import LANGUAGES, Language

__all__ = ["COLOURS", "ENVIRONMENT", "NOTICE", "Page", "go_to", "page", "locale_for", "spoken", "written"]

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
# Says on the next page what was done on the one before; its value is the key of a text.
NOTICE = "ketabyar_console_notice"
# How the console looks in this browser, where it is not left to the system's choice: light or dark.
COLOURS = "ketabyar_console_colours"
# Behind the key where something in what was written was covered.
COVERED = "~"

_LOCALE: ContextVar[Locale] = ContextVar("console_speech")
_TOKEN: ContextVar[str] = ContextVar("console_token", default="")


class Page(Template):
    """A page that is written when it is sent, for the one who asked for it."""

    def __init__(
        self,
        reader: Reader | None,
        name: str,
        context: Mapping[str, Any],
        *,
        status: int = 200,
        fragment: str | None = None,
        language: Language | None = None,
        csrf: str = "",
        headers: dict[str, Any] | None = None,
        cookies: Iterable[Cookie] = (),
    ) -> None:
        super().__init__(name, status_code=status, headers=headers, cookies=list(cookies), media_type="text/html")
        self.reader = reader
        self.fragment = fragment
        self.language = language
        self.csrf = reader.csrf if reader is not None else csrf
        self.values = dict(context)

    def to_asgi_response(self, app: Any, request: AnyRequest, **options: Any) -> ASGIResponse:
        """Write the page: the fragment alone where HTMX asked for it."""
        wants_part = self.fragment is not None and is_htmx(request)
        name = self.fragment if wants_part else self.template_name
        console: Console = request.app.state["console"]
        locale = locale_for(console, self.reader, language=self.language)
        notice = None if wants_part else carried(request, console, NOTICE)
        if notice:
            self.cookies = [*self.cookies, gone(NOTICE, secure=console.secure)]
        if self.reader is not None and not wants_part and carried(request, console, LANGUAGE) != self.reader.language:
            self.cookies = [*self.cookies, kept(LANGUAGE, self.reader.language, secure=console.secure)]
        told, covered, _ = (notice or "").partition(COVERED)
        context = {
            "lang": locale.language,
            "dir": direction(locale.language),
            "reader": self.reader,
            "csrf": self.csrf,
            "path": request.url.path,
            "is_answer": request.method != "GET",
            # Where a reader comes back to: what answered a form is no address of its own.
            "here": _here(request),
            "nav": [] if self.reader is None else navigation(_entries(), self.reader, request.url.path),
            "notice": told if has_text(told) else None,
            "covered": bool(covered),
            "calendar": locale.calendar,
            "this_day": locale.today(),
            "colours": carried(request, console, COLOURS),
            "push_key": _push_key(console, self.reader),
            **self.values,
        }
        before = _LOCALE.set(locale), _TOKEN.set(self.csrf)
        try:
            self.content = ENVIRONMENT.get_template(str(name)).render(context).encode()
        finally:
            _LOCALE.reset(before[0])
            _TOKEN.reset(before[1])
        self.headers.setdefault("Vary", "HX-Request, Cookie, Accept-Language")
        return Response.to_asgi_response(self, app, request, **options)


def page(
    reader: Reader | None,
    template: str,
    /,
    *,
    status: int = 200,
    fragment: str | None = None,
    headers: dict[str, Any] | None = None,
    **context: Any,
) -> Page:
    """Make a page of a template; for a request of HTMX only `fragment`, where one is named."""
    return Page(reader, template, context, status=status, fragment=fragment, headers=headers)


def go_to(path: str, notice: str | None = None, *, secure: bool = False) -> Redirect:
    """Send the browser on after a form; `notice` is the key of a text that the next page shows once.

    It says besides that a card number or the like was covered in what the reader wrote, where that is so.
    """
    told = f"{notice or ''}{COVERED if was_covered() else ''}"
    cookies = [kept(NOTICE, told, secure=secure)] if told else []
    return Redirect(path, status_code=303, cookies=cookies)


def written(locale: Locale, template: str, **context: Any) -> str:
    """Write a template for somebody who is no browser: a letter has neither navigation nor a session."""
    before = _LOCALE.set(locale)
    try:
        return ENVIRONMENT.get_template(template).render(
            lang=locale.language, dir=direction(locale.language), **context
        )
    finally:
        _LOCALE.reset(before)


def locale_for(console: Console, reader: Reader | None, *, language: Language | None = None) -> Locale:
    """Give how to speak to a reader, or to somebody of whom only the language is known."""
    language = reader.language if reader is not None else as_language(language, console.settings.default_language)
    calendar = reader.calendar if reader is not None else calendar_of(language)
    return Locale(language, calendar, console.settings.time_zone, console.store.clock)


def spoken() -> Locale:
    """Give how the page that is being written speaks. Raises LookupError where none is."""
    return _LOCALE.get()


def _here(request: AnyRequest) -> str:
    if request.method != "GET":
        return "/console"
    query = request.url.query
    return f"{request.url.path}?{query}" if query else request.url.path


def _push_key(console: Console, reader: Reader | None) -> str:
    """Give the public key for calls to a reader’s browsers; empty where the library has none, or nobody is called."""
    if reader is None or not console.settings.push_key or not reader.may("work_inbox") or reader.lacks_second_step:
        return ""
    try:
        return public_push_key(console.settings.push_key)
    except ValueError:
        # `ketabyar doctor` tells of a key that is none; the pages do without.
        return ""


def _entries() -> list[Any]:
    return [item for feature in features() for item in feature.nav]


def _say(key: str, **values: object) -> str:
    return say(_LOCALE.get(), key, **values)


def _options(prefix: str, values: Iterable[str]) -> list[tuple[str, str]]:
    """Give what a `select` offers: values with the texts `<prefix><value>`."""
    return [(value, _named(prefix, value)) for value in values]


def _named(prefix: str, value: str) -> str:
    """Say the text `<prefix><value>`, or the value itself where there is none."""
    key = f"{prefix}{value}"
    return _say(key) if has_text(key) else value


def _csrf_field() -> Markup:
    return Markup('<input type="hidden" name="csrf" value="{}">').format(_TOKEN.get())


def _told(value: object) -> object:
    """Give what a page shows of a value: of a name of the staff the one in the reader's language."""
    return value.said(_LOCALE.get().language) if isinstance(value, StaffName) else value


def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_told,
    )
    for name in (
        "when", "day", "weekday", "time", "short_day", "ago", "duration", "digits", "number", "percent",
    ):  # fmt: skip
        made.filters[name] = _filter(name)
    made.filters["covered"] = _covered
    made.filters.update(token=token, tokens=tokens)
    made.globals.update(t=_say, has_text=has_text, options=_options, named=_named, csrf_field=_csrf_field, table=table)
    made.globals.update(LANGUAGES=LANGUAGES, direction=direction)
    return made


@jinja2.pass_context
def _covered(_: Any, value: str | None) -> str:
    """Write the signs of what was covered in a text in the reader's words."""
    return in_words(_LOCALE.get().language, value or "")


def _filter(name: str) -> Any:
    # With the context, so that what is written of a constant is not worked out once for readers of both languages.
    @jinja2.pass_context
    def write(_: Any, value: Any, *more: Any, **options: Any) -> Any:
        return getattr(_LOCALE.get(), name)(value, *more, **options)

    return write


ENVIRONMENT = _environment()
