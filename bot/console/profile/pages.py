"""The page of the reader's own account, and its forms."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
import segno
from litestar import Controller, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect, Template

from bot.console.frame.access import SETS_UP, SIGNED_IN
from bot.console.frame.pages import go_to, page
from bot.console.frame.parts import Console
from bot.console.frame.session import Reader
from crm.errors import InvalidValue, NotFound
from crm.sign_in import throttle
from crm.staff import accounts, recovery_codes, second_step, sessions

__all__ = ["Profile"]

ME = "/console/me"
TWO_STEP = f"{ME}/two-step"
ISSUER = "Ketabyar"

Answer = Template | Redirect


class Preferences(msgspec.Struct, frozen=True):
    """The form with the reader's language and calendar."""

    display_name: str = ""
    language: str = ""
    calendar: str = ""


class Passwords(msgspec.Struct, frozen=True):
    """The old password, and the new one twice."""

    old: str = ""
    new: str = ""
    again: str = ""

    def __repr__(self) -> str:
        return "Passwords(…)"


class Code(msgspec.Struct, frozen=True):
    """A code of the second step, or the password that its change needs."""

    code: str = ""
    password: str = ""

    def __repr__(self) -> str:
        return "Code(…)"


Sent = RequestEncodingType.URL_ENCODED


class Profile(Controller):
    """Handlers of the reader's own account."""

    path = "/me"

    @get("/", opt=SIGNED_IN)
    async def show(self, console: Console, reader: Reader) -> Template:
        """Show the account."""
        return await _shown(console, reader)

    @post("/preferences", opt=SIGNED_IN)
    async def prefer(
        self, console: Console, reader: Reader, data: Annotated[Preferences, Body(media_type=Sent)]
    ) -> Answer:
        """Keep name, language and calendar."""
        try:
            await accounts.set_preferences(
                console.store,
                reader.staff_id,
                display_name=data.display_name,
                language=data.language,
                calendar=data.calendar or None,
                by=reader.actor,
            )
        except InvalidValue as error:
            typed = msgspec.structs.asdict(data)
            return await _shown(console, reader, errors={error.field: f"me.bad.{error.field}"}, typed=typed)
        return go_to(ME, "saved", secure=console.secure)

    @post("/password", opt=SIGNED_IN)
    async def change_password(
        self, console: Console, reader: Reader, data: Annotated[Passwords, Body(media_type=Sent)]
    ) -> Answer:
        """Give a new password; every other session ends."""
        problem = await _password_problem(console, reader, data.old)
        if problem:
            return await _shown(console, reader, errors={"old": problem})
        if data.new != data.again:
            return await _shown(console, reader, errors={"again": "me.bad.again"})
        try:
            await accounts.set_password(
                console.store, reader.staff_id, data.new, by=reader.actor, keep_session=reader.session_id
            )
        except InvalidValue:
            return await _shown(console, reader, errors={"new": "me.bad.new"})
        return go_to(ME, "me.password_changed", secure=console.secure)

    @get("/two-step", opt=SETS_UP)
    async def show_second_step(self, console: Console, reader: Reader) -> Answer:
        """Show the set-up of the second step alone: where those are led who may not do without."""
        return await _second_step(console, reader) if reader.lacks_second_step else go_to(f"{ME}#two-step")

    @post("/two-step/begin", opt=SETS_UP)
    async def begin_second_step(
        self, console: Console, reader: Reader, data: Annotated[Code, Body(media_type=Sent)]
    ) -> Answer:
        """Make a secret for the authenticator app."""
        problem = await _password_problem(console, reader, data.password)
        if problem:
            return await _second_step(console, reader, errors={"password": problem})
        await second_step.begin_totp(console.store, reader.staff_id)
        return go_to(TWO_STEP if reader.lacks_second_step else f"{ME}#two-step", secure=console.secure)

    @post("/two-step/confirm", opt=SETS_UP)
    async def confirm_second_step(
        self, console: Console, reader: Reader, data: Annotated[Code, Body(media_type=Sent)]
    ) -> Answer:
        """Put the secret in force by a first code, end every other session, and show the recovery codes."""
        try:
            codes = await second_step.confirm_totp(
                console.store, reader.staff_id, data.code, by=reader.actor, keep_session=reader.session_id
            )
        except InvalidValue:
            return await _second_step(console, reader, errors={"code": "sign_in.code_wrong"})
        return page(reader, "profile/codes.html", codes=codes, begun=True)

    @post("/two-step/codes", opt=SIGNED_IN)
    async def renew_codes(
        self, console: Console, reader: Reader, data: Annotated[Code, Body(media_type=Sent)]
    ) -> Answer:
        """Make new recovery codes and show them once; the earlier ones are worth nothing from then on."""
        problem = await _password_problem(console, reader, data.password)
        if problem:
            return await _shown(console, reader, errors={"codes": problem})
        codes = await recovery_codes.new_codes(console.store, reader.staff_id, by=reader.actor)
        return page(reader, "profile/codes.html", codes=codes, begun=False)

    @post("/two-step/off", opt=SETS_UP)
    async def remove_second_step(
        self, console: Console, reader: Reader, data: Annotated[Code, Body(media_type=Sent)]
    ) -> Answer:
        """Switch the second step off, or give up setting it up; takes the password."""
        problem = await _password_problem(console, reader, data.password)
        if problem:
            return await _second_step(console, reader, errors={"password": problem})
        if reader.role in console.settings.two_step_required and not reader.lacks_second_step:
            return await _shown(console, reader, errors={"password": "me.two_step_needed"})
        await second_step.remove_totp(console.store, reader.staff_id, by=reader.actor)
        if reader.lacks_second_step:
            return go_to(TWO_STEP, secure=console.secure)
        return go_to(ME, "me.two_step_off", secure=console.secure)

    @post("/sessions/{session_id:int}/end", opt=SIGNED_IN)
    async def end_session(self, console: Console, reader: Reader, session_id: int) -> Redirect:
        """End one of the reader's own sessions."""
        if not await sessions.end_session_of(console.store, reader.staff_id, session_id):
            raise NotFound("session", session_id)
        return go_to(ME, "me.session_ended", secure=console.secure)


async def _password_problem(console: Console, reader: Reader, password: str) -> str | None:
    """Check the password again before something that matters; tried as seldom as at the sign-in."""
    store = console.store
    limit = throttle.again_limit(store, reader.staff_id)
    if await throttle.take_try(store, [limit]) is not None:
        return "me.too_many"
    if not await accounts.is_password_of(store, reader.staff_id, password[:200]):
        return "me.bad.old"
    await store.transact(lambda connection: throttle.clear(connection, [limit]))
    return None


async def _shown(
    console: Console,
    reader: Reader,
    *,
    errors: dict[str, str] | None = None,
    typed: dict[str, Any] | None = None,
) -> Template:
    store = console.store
    account = await accounts.account(store, reader.staff_id)
    return page(
        reader,
        "profile/me.html",
        status=422 if errors else 200,
        typed=typed
        or {
            "display_name": account.display_name,
            "language": account.language,
            "calendar": account.calendar or "",
        },
        errors=errors or {},
        sessions=await sessions.sessions_of(store, reader.staff_id, spans=console.spans),
        idle=console.settings.staff_idle_minutes,
        longest=console.settings.staff_session_hours,
        **await _step_context(console, reader, account),
    )


async def _second_step(console: Console, reader: Reader, errors: dict[str, str] | None = None) -> Template:
    """Show the second step: on its own page to those who can go nowhere else, else on the account's."""
    if not reader.lacks_second_step:
        return await _shown(console, reader, errors=errors)
    account = await accounts.account(console.store, reader.staff_id)
    context = await _step_context(console, reader, account)
    return page(reader, "profile/two_step.html", status=422 if errors else 200, errors=errors or {}, **context)


async def _step_context(console: Console, reader: Reader, account: accounts.Account) -> dict[str, Any]:
    secret = await second_step.pending_secret(console.store, reader.staff_id)
    address = None if secret is None else second_step.totp_address(secret, reader.username, ISSUER)
    return {
        "account": account,
        "secret": secret,
        "address": address,
        # The picture is its own address: no other request ever carries the secret.
        "picture": None if address is None else segno.make(address, error="m").svg_data_uri(scale=4, border=2),
        "codes_left": await recovery_codes.codes_left(console.store, reader.staff_id),
        "is_required": account.role in console.settings.two_step_required,
    }
