"""The look of the chat on the library's website, seen while it is chosen, and the lines that put it there."""

from __future__ import annotations

from dataclasses import asdict

from litestar import Controller, get, post
from litestar.response import Template

from bot.console.frame.access import needs
from bot.console.frame.fields import ChoiceField, TextField, bilingual
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.console.places.branches import refused
from bot.console.places.edit_conflicts import ConflictShown, FieldWords, SeenForm, side_by_side
from bot.web.policies import console_policy
from crm.audit.edit_conflicts import seen_of
from crm.errors import EditConflict, InvalidValue
from crm.library_info.chat_look import CORNERS, LookValues, chat_look, put_chat_look

__all__ = ["ChatLookPages"]

HERE = "/console/places/chat"
NAMES = ("accent", "corner", "name_fa", "name_en", "greeting_fa", "greeting_en", "logo")
ENTRIES = {name: FieldWords(f"places.chat.{name}", (name,)) for name in NAMES}


class ChatLookForm(SeenForm):
    """Colour, corner, names, greeting and logo of the chat."""

    name_fa, name_en = bilingual("places.chat.name", most=60)
    greeting_fa, greeting_en = bilingual("places.chat.greeting", rows=3, most=300)
    accent = TextField("places.chat.accent", dir="ltr", most=7, hint="places.chat.accent_hint")
    corner = ChoiceField("places.chat.corner", CORNERS, "places.chat.corner.")
    logo = TextField("places.chat.logo", dir="ltr", most=300, hint="places.chat.logo_hint")

    @property
    def chosen(self) -> LookValues:
        """What was typed, as it is kept."""
        return LookValues(
            accent=self.accent.data.lower() or None,
            corner=self.corner.data,
            name_fa=self.name_fa.data or None,
            name_en=self.name_en.data or None,
            greeting_fa=self.greeting_fa.data or None,
            greeting_en=self.greeting_en.data or None,
            logo=self.logo.data or None,
        )


class ChatLookPages(Controller):
    """Handlers of the page of the chat's look."""

    path = "/places/chat"

    @get("/", opt=needs(Permission.READ_PLACES))
    async def show(self, visit: Visit) -> Template:
        """Show what is chosen."""
        values = asdict(await chat_look(visit.store))
        return await _form(visit, ChatLookForm(visit, seen=seen_of(values), **values))

    @post("/", opt=needs(Permission.EDIT_PLACES))
    async def choose(self, visit: Visit) -> PageOrRedirect:
        """Keep what was chosen."""
        form = await ChatLookForm.sent(visit)
        if not form.is_wrong:
            try:
                await put_chat_look(visit.store, form.chosen, by=visit.reader.actor, seen=form.seen.typed)
                return visit.go_to(HERE, "places.saved")
            except InvalidValue as error:
                refused(form, error)
            except EditConflict as error:
                now = asdict(await chat_look(visit.store))
                written = {one.name: one.typed for one in ChatLookForm(visit, **now).fields}
                conflict = side_by_side(error, form, asdict(form.chosen), now, written, ENTRIES)
                return await _form(visit, form, conflict)
        return await _form(visit, form)


async def _form(visit: Visit, form: ChatLookForm, conflict: ConflictShown | None = None) -> Template:
    settings, kept = visit.console.settings, (await chat_look(visit.store)).logo
    return visit.page(
        "places/chat_look.html",
        status=409 if conflict else 422 if form.is_wrong else 200,
        # Only what is kept: a page must not load from wherever somebody types.
        headers={"Content-Security-Policy": console_policy(kept)},
        logo=kept or "",
        conflict=conflict,
        form=form,
        server=settings.public_url or settings.gateway_url,
        sites=sorted(settings.sites),
        may_edit=visit.may(Permission.EDIT_PLACES),
    )
