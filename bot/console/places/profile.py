"""The library's profile: names, contact, and the number of days within which it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from litestar import Controller, get, post
from litestar.response import Redirect, Template

from bot.console.frame.access import needs
from bot.console.frame.roles import Permission
from bot.console.frame.speech import Speech
from bot.console.frame.visit import Visit
from bot.console.places.branches import refused
from bot.console.places.overtaking import Overtaking, entries_of, side_by_side
from bot.console.places.reading import Form, Typed
from crm.audit.edit_conflicts import seen_of
from crm.errors import InvalidValue, Overtaken
from crm.library_info import directory
from crm.library_info.directory import Profile
from crm.library_info.notes import ProfileValues, put_profile

__all__ = ["ProfilePages"]

HERE = "/console/places/library"
READ = needs(Permission.READ_PLACES)
EDIT = needs(Permission.EDIT_PLACES)
ENTRIES = entries_of("name_fa", "name_en", "phone", "email", "website", "answer_days")


class ProfilePages(Controller):
    """Handlers of the page of the library's profile."""

    path = "/places/library"

    @get("/", opt=READ)
    async def show(self, visit: Visit) -> Template:
        """Show it."""
        found = await directory.profile(visit.store)
        if found is None:
            return _form(visit, Typed({"answer_days": visit.speech.digits(3)}))
        values = _values(found)
        return _form(visit, Typed({**_written(visit.speech, values), "seen": seen_of(values)}))

    @post("/", opt=EDIT)
    async def change(self, visit: Visit, data: Form) -> Template | Redirect:
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
                await put_profile(visit.store, values, by=visit.reader.actor, seen=typed["seen"])
                return visit.go_to(HERE, "places.saved")
            except InvalidValue as error:
                refused(typed, error)
            except Overtaken as error:
                now = _values(await directory.profile(visit.store))
                written = _written(visit.speech, now)
                merged, told = side_by_side(error, typed, asdict(values), now, written, ENTRIES)
                return _form(visit, merged, told)
        return _form(visit, typed)


def _values(profile: Profile | None) -> dict[str, Any]:
    if profile is None:
        return {}
    return {
        "name_fa": profile.name["fa"],
        "name_en": profile.name["en"],
        "phone": profile.phone,
        "email": profile.email,
        "website": profile.website,
        "answer_days": profile.answer_days,
    }


def _written(speech: Speech, values: Mapping[str, Any]) -> dict[str, Any]:
    return {**values, "answer_days": speech.digits(values["answer_days"])}


def _form(visit: Visit, typed: Typed, overtaking: Overtaking | None = None) -> Template:
    return visit.page(
        "places/profile.html",
        status=409 if overtaking else 422 if typed.errors else 200,
        overtaking=overtaking,
        typed=typed,
        errors=typed.errors,
        may_edit=visit.may(Permission.EDIT_PLACES),
    )
