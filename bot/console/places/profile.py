"""The library's profile: names, contact, and the number of days within which it answers."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from litestar import Controller, get, post
from litestar.response import Template

from bot.console.frame.access import needs
from bot.console.frame.fields import TextField, WholeField, bilingual
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.console.places.branches import refused
from bot.console.places.edit_conflicts import ConflictShown, SeenForm, entries_of, side_by_side
from crm.audit.edit_conflicts import seen_of
from crm.errors import EditConflict, InvalidValue
from crm.library_info import directory
from crm.library_info.directory import Profile
from crm.library_info.profile import ProfileValues, put_profile

__all__ = ["LibraryProfilePages"]

HERE = "/console/places/library"
READ = needs(Permission.READ_PLACES)
EDIT = needs(Permission.EDIT_PLACES)
NUMBERS = ("emergency_ambulance", "emergency_fire", "emergency_police", "emergency_social", "guard_phone")
ENTRIES = entries_of("name_fa", "name_en", "phone", "email", "website", "answer_days", "currency", *NUMBERS)


class ProfileForm(SeenForm):
    """The library's names and contact."""

    name_fa, name_en = bilingual("places.name", required=True, most=120)
    phone = TextField("places.phone", dir="ltr", most=200)
    email = TextField("places.email", dir="ltr", most=200)
    website = TextField("places.website", dir="ltr", most=200)
    answer_days = WholeField("places.answer_days", required=True, most=3, hint="places.answer_days_hint", default=3)
    currency = TextField(
        "places.currency", dir="ltr", required=True, most=3, hint="places.currency_hint", default="IRR"
    )
    emergency_ambulance = TextField("places.emergency_ambulance", dir="ltr", required=True, most=20)
    emergency_fire = TextField("places.emergency_fire", dir="ltr", required=True, most=20)
    emergency_police = TextField("places.emergency_police", dir="ltr", required=True, most=20)
    emergency_social = TextField("places.emergency_social", dir="ltr", most=20, hint="places.emergency_social_hint")
    guard_phone = TextField("places.guard_phone", dir="ltr", most=40)


class LibraryProfilePages(Controller):
    """Handlers of the page of the library's profile."""

    path = "/places/library"

    @get("/", opt=READ)
    async def show(self, visit: Visit) -> Template:
        """Show it."""
        found = await directory.profile(visit.store)
        if found is None:
            return _form(visit, ProfileForm(visit))
        values = _values(found)
        return _form(visit, ProfileForm(visit, seen=seen_of(values), **values))

    @post("/", opt=EDIT)
    async def change(self, visit: Visit) -> PageOrRedirect:
        """Change it."""
        form = await ProfileForm.sent(visit)
        values = ProfileValues(
            name_fa=form.name_fa.data,
            name_en=form.name_en.data,
            phone=form.phone.data or None,
            email=form.email.data or None,
            website=form.website.data or None,
            answer_days=form.answer_days.data or 0,
            emergency_ambulance=form.emergency_ambulance.data,
            emergency_fire=form.emergency_fire.data,
            emergency_police=form.emergency_police.data,
            emergency_social=form.emergency_social.data or None,
            guard_phone=form.guard_phone.data or None,
            currency=form.currency.data.upper(),
        )
        if not form.is_wrong:
            try:
                await put_profile(visit.store, values, by=visit.reader.actor, seen=form.seen.typed)
                return visit.go_to(HERE, "places.saved")
            except InvalidValue as error:
                refused(form, error)
            except EditConflict as error:
                now = _values(await directory.profile(visit.store))
                written = {one.name: one.typed for one in ProfileForm(visit, **now).fields}
                return _form(visit, form, side_by_side(error, form, asdict(values), now, written, ENTRIES))
        return _form(visit, form)


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
        "emergency_ambulance": profile.emergency.ambulance,
        "emergency_fire": profile.emergency.fire,
        "emergency_police": profile.emergency.police,
        "emergency_social": profile.emergency.social,
        "guard_phone": profile.emergency.guard,
        "currency": profile.currency,
    }


def _form(visit: Visit, form: ProfileForm, conflict: ConflictShown | None = None) -> Template:
    return visit.page(
        "places/profile.html",
        status=409 if conflict else 422 if form.is_wrong else 200,
        conflict=conflict,
        form=form,
        may_edit=visit.may(Permission.EDIT_PLACES),
    )
