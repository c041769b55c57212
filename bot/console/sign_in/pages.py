"""Sign-in, by password and, where it is on, a second step; and sign-out."""

from __future__ import annotations

import math
import secrets
from datetime import timedelta
from typing import Annotated, Any

import msgspec
from litestar import Controller, Response, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect

from bot.console.frame.access import PUBLIC, SETS_UP, safe_next
from bot.console.frame.errors import asked_language
from bot.console.frame.pages import Page, go_to
from bot.console.frame.parts import Console
from bot.console.frame.request import AnyRequest
from bot.console.frame.session import COOKIE, DEVICE, PRE_SESSION, carried, gone, kept, told_reader
from bot.console.frame.sign_in_tokens import give_second_step_token, pre_session_token, read_second_step_token
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.console.sign_in.tries import Try
from crm.actor import Actor
from crm.audit.actions import SECOND_STEP_FAILED, SIGN_IN_FAILED
from crm.sign_in import devices
from crm.staff import accounts, members, recovery_codes, sessions
from crm.staff import second_step as totp

__all__ = ["DEMO_ACCOUNTS", "SignIn"]

# What the demo library (deploy/demo) brings along.
DEMO_ACCOUNTS = ("librarian", "editor", "supervisor", "manager", "admin", "auditor")

Done = PageOrRedirect | Response[Any]


class Entered(msgspec.Struct, frozen=True):
    """The sign-in form; neither password nor code is ever logged or shown again."""

    username: str = ""
    password: str = ""
    code: str = ""
    second_step: str = ""
    next: str = ""

    def __repr__(self) -> str:
        return "Entered(…)"


# In the address once somebody has turned the page into the other language.
CHOSEN = "chosen"
Form = Annotated[Entered, Body(media_type=RequestEncodingType.URL_ENCODED)]


class SignIn(Controller):
    """The page before all others."""

    @get("/sign-in", opt=PUBLIC)
    async def show(self, request: AnyRequest, console: Console) -> Done:
        """Show the form, or go on when somebody is signed in."""
        following = safe_next(request.query_params.get("next"))
        if told_reader(request) is not None:
            return go_to(following)
        return await _form(request, console, following)

    @post("/sign-in", opt=PUBLIC)
    async def sign_in(self, request: AnyRequest, console: Console, data: Form) -> Done:
        """Check name and password; begin a session, or ask for the code of the second step."""
        following, username = safe_next(data.next), data.username.strip()[:64]
        attempt = await Try.of(request, console, username)
        if attempt.wait is not None:
            return await _wait(request, console, following, attempt.wait)
        found = await members.verify_staff(console.store, username, data.password[:200])
        if found is None:
            await attempt.failed(SIGN_IN_FAILED)
            return await _form(request, console, following, problem="sign_in.wrong", username=username)
        if found.totp_confirmed_at is not None:
            second_step = give_second_step_token(console.store, found.id, carried(request, console, PRE_SESSION))
            return _code_form(request, console, following, second_step)
        return await _begin(request, console, attempt, found.id, following)

    @post("/sign-in/code", opt=PUBLIC)
    async def second_step(self, request: AnyRequest, console: Console, data: Form) -> Done:
        """Check the code that comes after the password: of the app, or one for a lost telephone."""
        following = safe_next(data.next)
        staff_id = read_second_step_token(console.store, data.second_step, carried(request, console, PRE_SESSION))
        if staff_id is None:
            return await _form(request, console, following, problem="sign_in.code_late")
        account = await accounts.account(console.store, staff_id)
        attempt = await Try.of(request, console, account.username)
        if attempt.wait is not None:
            return await _wait(request, console, following, attempt.wait)
        code = data.code[:20]
        right = account.is_active and (
            await totp.check_totp(console.store, staff_id, code)
            or await recovery_codes.use_code(console.store, staff_id, code)
        )
        if not right:
            await attempt.failed(SECOND_STEP_FAILED)
            return _code_form(request, console, following, data.second_step, problem="sign_in.code_wrong")
        return await _begin(request, console, attempt, staff_id, following)

    @post("/sign-out", opt=SETS_UP)
    async def sign_out(self, visit: Visit) -> Redirect:
        """End the session."""
        await sessions.end_session(visit.store, carried(visit.request, visit.console, COOKIE))
        await visit.audited("staff.signed_out", "staff_user", visit.reader.username)
        answer = visit.go_to(f"/console/sign-in?lang={visit.language}", "sign_in.signed_out")
        answer.cookies = [*answer.cookies, gone(COOKIE, secure=visit.console.secure)]
        return answer


async def _begin(request: AnyRequest, console: Console, attempt: Try, staff_id: int, following: str) -> Redirect:
    await attempt.succeeded()
    if request.query_params.get(CHOSEN) == "1":
        # Whoever turned this page into another language reads the console in it, from now on.
        account = await accounts.account(console.store, staff_id)
        by = Actor.staff(staff_id, account.username)
        await accounts.set_language(console.store, staff_id, asked_language(request), by=by)
    # Always a new token: one that somebody may have put into this browser before is worth nothing.
    before = carried(request, console, COOKIE)
    token = await sessions.begin_session(console.store, staff_id, instead_of=before, spans=console.spans)
    device = await devices.with_device(console.store, carried(request, console, DEVICE), staff_id)
    answer = go_to(following)
    secure = console.secure
    answer.cookies = [
        kept(COOKIE, token, secure=secure),
        kept(DEVICE, device, secure=secure, max_age=int(devices.LASTS.total_seconds())),
        gone(PRE_SESSION, secure=secure),
    ]
    return answer


async def _wait(request: AnyRequest, console: Console, following: str, wait: timedelta) -> Page:
    minutes = max(1, math.ceil(wait.total_seconds() / 60))
    shown = await _form(
        request, console, following, problem="sign_in.throttled", values={"minutes": minutes}, status=429
    )
    shown.headers["Retry-After"] = str(math.ceil(wait.total_seconds()))
    return shown


async def _form(
    request: AnyRequest,
    console: Console,
    following: str,
    *,
    problem: str | None = None,
    values: dict[str, object] | None = None,
    username: str = "",
    status: int | None = None,
) -> Page:
    demo: list[str] = []
    if console.settings.environment == "demo":
        found, _ = await accounts.accounts(console.store, active=True)
        names = {account.username for account in found}
        demo = [name for name in DEMO_ACCOUNTS if name in names]
    context = {
        "problem": problem,
        "problem_values": values or {},
        "username": username,
        "demo": demo,
    }
    return _page(request, console, "sign_in.html", following, context, status or (422 if problem else 200))


def _code_form(
    request: AnyRequest, console: Console, following: str, second_step: str, *, problem: str | None = None
) -> Page:
    context = {"problem": problem, "second_step": second_step}
    return _page(request, console, "sign_in_code.html", following, context, 422 if problem else 200)


def _page(
    request: AnyRequest,
    console: Console,
    template: str,
    following: str,
    context: dict[str, Any],
    status: int,
) -> Page:
    pre_session, cookies = carried(request, console, PRE_SESSION), []
    if not 20 <= len(pre_session) <= 100:
        pre_session = secrets.token_urlsafe(24)
        # What a script of a page fetched is shown to nobody: its cookie would make the form that is shown invalid.
        if request.headers.get("sec-fetch-mode", "navigate") == "navigate":
            cookies.append(kept(PRE_SESSION, pre_session, secure=console.secure))
    language = asked_language(request)
    # An account of the demonstration is everybody's: whoever tries it reads on in the language of this page.
    is_chosen = request.query_params.get(CHOSEN) == "1" or console.settings.environment == "demo"
    context = {**context, "next": following, "other": "en" if language == "fa" else "fa", "is_chosen": is_chosen}
    return Page(
        None,
        template,
        context,
        status=status,
        language=language,
        csrf=pre_session_token(console.store, pre_session),
        cookies=cookies,
    )
