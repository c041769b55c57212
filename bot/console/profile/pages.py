"""The page of the reader's own account, and its forms."""

from __future__ import annotations

from typing import Any

import segno
from litestar import Controller, get, post
from litestar.response import Redirect, Template

from bot.console.frame.access import SETS_UP, SIGNED_IN, safe_next
from bot.console.frame.columns import Column
from bot.console.frame.fields import ChoiceField, PasswordField, TextField, bilingual
from bot.console.frame.forms import Form
from bot.console.frame.pages import COLOURS
from bot.console.frame.session import gone, kept
from bot.console.frame.visit import PageOrRedirect, Visit
from crm.errors import InvalidValue, NotFound
from crm.records.staff_names import StaffName
from crm.sign_in import throttle
from crm.staff import accounts, recovery_codes, second_step, sessions
from protocol.values import LANGUAGES

__all__ = ["OwnAccountPages"]

ME = "/console/me"
TWO_STEP = f"{ME}/two-step"
ISSUER = "Ketabyar"
COLOURS_KEPT = 365 * 86400
SESSIONS = (
    Column("begun", "me.session_begun"),
    Column("seen", "me.session_seen"),
    Column("what", "me.session_what", is_plain=True),
)


class PreferencesForm(Form):
    """The reader's name, language and calendar."""

    name_fa, name_en = bilingual("me.name", most=100, autocomplete="name")
    language = ChoiceField("me.language", LANGUAGES, "language.")
    calendar = ChoiceField("me.calendar", ("jalali", "gregorian"), "calendar.", empty="me.calendar_auto")


class PasswordsForm(Form):
    """The old password, and the new one twice."""

    old = PasswordField("me.password_old")
    new = PasswordField("me.password_new", autocomplete="new-password", hint="me.password_hint")
    again = PasswordField("me.password_again", autocomplete="new-password")


class StepForm(Form):
    """A code of the second step, or the password that its change needs."""

    code = TextField(
        "sign_in.code", required=True, dir="ltr", most=12, autocomplete="one-time-code", inputmode="numeric"
    )
    password = PasswordField("me.password_old")


class CodesForm(StepForm):
    """The password that new recovery codes need."""


class OwnAccountPages(Controller):
    """Handlers of the reader's own account."""

    path = "/me"

    @get("/", opt=SIGNED_IN)
    async def show(self, visit: Visit) -> Template:
        """Show the account."""
        return await _shown(visit)

    @post("/preferences", opt=SIGNED_IN)
    async def prefer(self, visit: Visit) -> PageOrRedirect:
        """Keep name, language and calendar."""
        form = await PreferencesForm.sent(visit)
        try:
            await accounts.set_preferences(
                visit.store,
                visit.reader.staff_id,
                display_name=StaffName.of(form.name_fa.data, form.name_en.data),
                language=form.language.data,
                calendar=form.calendar.data or None,
                by=visit.reader.actor,
            )
        except InvalidValue as error:
            return await _shown(
                visit, form.wrong("name_fa" if error.field == "display_name" else error.field, f"me.bad.{error.field}")
            )
        return visit.go_to(ME, "saved")

    @post("/language", opt=SIGNED_IN)
    async def switch_language(self, visit: Visit) -> Redirect:
        """Speak the other language from now on, on the page where the reader was."""
        form = await visit.request.form()
        language, back = form.get("to"), form.get("back")
        if language in LANGUAGES:
            await accounts.set_language(visit.store, visit.reader.staff_id, str(language), by=visit.reader.actor)
        return visit.go_to(safe_next(back if isinstance(back, str) else None))

    @post("/colours", opt=SIGNED_IN)
    async def switch_colours(self, visit: Visit) -> Redirect:
        """Keep in this browser how the console looks: light, dark, or (empty) as the system does."""
        form = await visit.request.form()
        colours, back = form.get("colours"), form.get("back")
        answer = visit.go_to(safe_next(back if isinstance(back, str) else None))
        secure = visit.console.secure
        if colours in ("light", "dark"):
            answer.cookies.append(kept(COLOURS, str(colours), secure=secure, max_age=COLOURS_KEPT))
        else:
            answer.cookies.append(gone(COLOURS, secure=secure))
        return answer

    @post("/password", opt=SIGNED_IN)
    async def change_password(self, visit: Visit) -> PageOrRedirect:
        """Give a new password; every other session ends."""
        form = await PasswordsForm.sent(visit)
        problem = await _password_problem(visit, form.old.data)
        if problem:
            return await _shown(visit, form.wrong("old", problem))
        if form.new.data != form.again.data:
            return await _shown(visit, form.wrong("again", "me.bad.again"))
        try:
            await accounts.set_password(
                visit.store,
                visit.reader.staff_id,
                form.new.data,
                by=visit.reader.actor,
                keep_session=visit.reader.session_id,
            )
        except InvalidValue:
            return await _shown(visit, form.wrong("new", "me.bad.new"))
        return visit.go_to(ME, "me.password_changed")

    @get("/two-step", opt=SETS_UP)
    async def show_second_step(self, visit: Visit) -> PageOrRedirect:
        """Show the set-up of the second step alone: where those are led who may not do without."""
        return await _second_step(visit) if visit.reader.lacks_second_step else visit.go_to(f"{ME}#two-step")

    @post("/two-step/begin", opt=SETS_UP)
    async def begin_second_step(self, visit: Visit) -> PageOrRedirect:
        """Make a secret for the authenticator app."""
        form = await StepForm.sent(visit)
        problem = await _password_problem(visit, form.password.data)
        if problem:
            return await _second_step(visit, form.wrong("password", problem))
        await second_step.begin_totp(visit.store, visit.reader.staff_id)
        return visit.go_to(TWO_STEP if visit.reader.lacks_second_step else f"{ME}#two-step")

    @post("/two-step/confirm", opt=SETS_UP)
    async def confirm_second_step(self, visit: Visit) -> PageOrRedirect:
        """Put the secret in force by a first code, end every other session, and show the recovery codes."""
        form = await StepForm.sent(visit)
        try:
            codes = await second_step.confirm_totp(
                visit.store,
                visit.reader.staff_id,
                form.code.data,
                by=visit.reader.actor,
                keep_session=visit.reader.session_id,
            )
        except InvalidValue:
            return await _second_step(visit, form.wrong("code", "sign_in.code_wrong"))
        return visit.page("profile/codes.html", codes=codes, begun=True)

    @post("/two-step/codes", opt=SIGNED_IN)
    async def renew_codes(self, visit: Visit) -> PageOrRedirect:
        """Make new recovery codes and show them once; the earlier ones are worth nothing from then on."""
        form = await CodesForm.sent(visit)
        problem = await _password_problem(visit, form.password.data)
        if problem:
            return await _shown(visit, form.wrong("password", problem))
        codes = await recovery_codes.new_codes(visit.store, visit.reader.staff_id, by=visit.reader.actor)
        return visit.page("profile/codes.html", codes=codes, begun=False)

    @post("/two-step/off", opt=SETS_UP)
    async def remove_second_step(self, visit: Visit) -> PageOrRedirect:
        """Switch the second step off, or give up setting it up; takes the password."""
        form = await StepForm.sent(visit)
        problem = await _password_problem(visit, form.password.data)
        if problem:
            return await _second_step(visit, form.wrong("password", problem))
        if visit.reader.role in visit.console.settings.two_step_required and not visit.reader.lacks_second_step:
            return await _shown(visit, form.wrong("password", "me.two_step_needed"))
        await second_step.remove_totp(visit.store, visit.reader.staff_id, by=visit.reader.actor)
        if visit.reader.lacks_second_step:
            return visit.go_to(TWO_STEP)
        return visit.go_to(ME, "me.two_step_off")

    @post("/sessions/{session_id:int}/end", opt=SIGNED_IN)
    async def end_session(self, visit: Visit, session_id: int) -> Redirect:
        """End one of the reader's own sessions."""
        if not await sessions.end_session_of(visit.store, visit.reader.staff_id, session_id):
            raise NotFound("session", session_id)
        return visit.go_to(ME, "me.session_ended")


async def _password_problem(visit: Visit, password: str) -> str | None:
    """Check the password again before something that matters; tried as seldom as at the sign-in."""
    store = visit.store
    limit = throttle.again_limit(store, visit.reader.staff_id)
    if await throttle.take_try(store, [limit]) is not None:
        return "me.too_many"
    if not await accounts.is_password_of(store, visit.reader.staff_id, password[:200]):
        return "me.bad.old"
    await store.transact(lambda connection: throttle.clear(connection, [limit]))
    return None


async def _shown(visit: Visit, sent: Form | None = None) -> Template:
    store = visit.store
    account = await accounts.account(store, visit.reader.staff_id)
    names = {f"name_{language}": name for language, name in account.display_name.by_language.items()}
    values = {**names, "language": account.language, "calendar": account.calendar}
    return visit.page(
        "profile/me.html",
        status=200 if sent is None else 422,
        preferences=sent if isinstance(sent, PreferencesForm) else PreferencesForm(visit, **values),
        passwords=sent if isinstance(sent, PasswordsForm) else PasswordsForm(visit),
        session_columns=SESSIONS,
        sessions=await sessions.sessions_of(store, visit.reader.staff_id, spans=visit.console.spans),
        idle=visit.console.settings.staff_idle_minutes,
        longest=visit.console.settings.staff_session_hours,
        **await _step_context(visit, account, sent),
    )


async def _second_step(visit: Visit, sent: StepForm | None = None) -> Template:
    """Show the second step: on its own page to those who can go nowhere else, else on the account's."""
    if not visit.reader.lacks_second_step:
        return await _shown(visit, sent)
    account = await accounts.account(visit.store, visit.reader.staff_id)
    context = await _step_context(visit, account, sent)
    return visit.page("profile/two_step.html", status=200 if sent is None else 422, **context)


async def _step_context(visit: Visit, account: accounts.StaffAccount, sent: Form | None) -> dict[str, Any]:
    secret = await second_step.pending_secret(visit.store, visit.reader.staff_id)
    address = None if secret is None else second_step.totp_address(secret, visit.reader.username, ISSUER)
    return {
        "account": account,
        "codes": sent if isinstance(sent, CodesForm) else CodesForm(visit),
        "step": sent if type(sent) is StepForm else StepForm(visit),
        "secret": secret,
        "address": address,
        # The picture is its own address: no other request ever carries the secret.
        "picture": None if address is None else segno.make(address, error="m").svg_data_uri(scale=4, border=2),
        "codes_left": await recovery_codes.codes_left(visit.store, visit.reader.staff_id),
        "is_required": account.role in visit.console.settings.two_step_required,
    }
