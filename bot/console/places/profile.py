"""The library as a whole: its names, how to reach it, within how many days it answers."""

from __future__ import annotations

from litestar import Controller, get, post
from litestar.response import Redirect, Template

from bot.console.access import needs
from bot.console.pages import go_to, page, speech_for
from bot.console.parts import Console
from bot.console.places.branches import refused
from bot.console.places.reading import Form, Typed
from bot.console.roles import Permission
from bot.console.session import Reader
from crm import directory
from crm.errors import InvalidValue
from crm.place_texts import ProfileValues, put_profile

__all__ = ["ProfilePages"]

HERE = "/console/places/library"
READ = needs(Permission.READ_PLACES)
EDIT = needs(Permission.EDIT_PLACES)


class ProfilePages(Controller):
    """What the library says of itself."""

    path = "/places/library"

    @get("/", opt=READ)
    async def show(self, console: Console, reader: Reader) -> Template:
        """Show it."""
        found = await directory.profile(console.store)
        speech = speech_for(console, reader)
        if found is None:
            return _form(reader, Typed({"answer_days": speech.digits(3)}))
        typed = Typed(
            {
                "name_fa": found.name["fa"],
                "name_en": found.name["en"],
                "phone": found.phone,
                "email": found.email,
                "website": found.website,
                "answer_days": speech.digits(found.answer_days),
            }
        )
        return _form(reader, typed)

    @post("/", opt=EDIT)
    async def change(self, console: Console, reader: Reader, data: Form) -> Template | Redirect:
        """Change it."""
        typed = Typed(data)
        values = ProfileValues(
            name_fa=typed.text("name_fa"),
            name_en=typed.text("name_en"),
            phone=typed.maybe("phone"),
            email=typed.maybe("email"),
            website=typed.maybe("website"),
            answer_days=typed.whole("answer_days") or 0,
        )
        if not typed.errors:
            try:
                await put_profile(console.store, values, by=reader.username)
                return go_to(HERE, "places.saved", secure=console.secure)
            except InvalidValue as error:
                refused(typed, error)
        return _form(reader, typed)


def _form(reader: Reader, typed: Typed) -> Template:
    return page(
        reader,
        "places/profile.html",
        status=422 if typed.errors else 200,
        typed=typed,
        errors=typed.errors,
        may_edit=reader.may(Permission.EDIT_PLACES),
    )
