"""Pages of staff accounts: the list, one account, and an administrator's changes to it."""

from __future__ import annotations

from typing import Annotated

import msgspec
from litestar import Controller, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect, Stream, Template

from bot.console.frame.access import needs
from bot.console.frame.lists import ListQuery, csv_response
from bot.console.frame.roles import PERMISSIONS, Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from crm.errors import Conflict, InvalidValue
from crm.records.values import STAFF_ROLES
from crm.staff import accounts, recovery_codes, second_step, sessions
from crm.staff.members import add_staff

__all__ = ["StaffPages"]

LIST = "/console/staff"
SORTS = ("username", "name", "role", "seen", "created")
READ = needs(Permission.READ_STAFF)
MANAGE = needs(Permission.MANAGE_STAFF)
Sent = RequestEncodingType.URL_ENCODED


class NewAccount(msgspec.Struct, frozen=True):
    """The form for a new account."""

    username: str = ""
    display_name: str = ""
    role: str = ""
    language: str = "fa"
    password: str = ""

    def __repr__(self) -> str:
        return "NewAccount(…)"


class Role(msgspec.Struct, frozen=True):
    """The form for another role."""

    role: str = ""


class Active(msgspec.Struct, frozen=True):
    """The form that switches an account on or off."""

    active: str = ""


class NewPassword(msgspec.Struct, frozen=True):
    """A password that an administrator gives."""

    password: str = ""

    def __repr__(self) -> str:
        return "NewPassword(…)"


class StaffPages(Controller):
    """Handlers of the pages of accounts."""

    path = "/staff"

    @get("/", opt=READ)
    async def index(self, visit: Visit) -> Template | Stream:
        """List the accounts."""
        query = ListQuery.from_request(
            visit.request,
            filters={"role": STAFF_ROLES, "active": ("yes", "no")},
            sorts=SORTS,
            default_sort="username",
        )
        active = query.filters.get("active")
        rows, total = await accounts.accounts(
            visit.store,
            q=query.q,
            role=query.filters.get("role"),
            active=None if active is None else active == "yes",
            sort=query.sort,
            descending=query.descending,
            limit=query.limit,
            offset=0 if query.wants_csv else query.offset,
        )
        if query.wants_csv:
            await visit.audited("staff.exported", "staff_user", None)
            return _csv(visit, rows)
        return visit.page("staff/list.html", query=query, rows=rows, total=total, roles=STAFF_ROLES)

    @get("/new", opt=MANAGE)
    async def new(self, visit: Visit) -> Template:
        """Show the form for a new account."""
        return _new_form(visit, NewAccount(role="librarian", language=visit.language))

    @post("/", opt=MANAGE)
    async def add(self, visit: Visit, data: Annotated[NewAccount, Body(media_type=Sent)]) -> PageOrRedirect:
        """Make an account."""
        try:
            made = await add_staff(
                visit.store,
                data.username.strip().lower(),
                data.display_name,
                data.role,
                data.password,
                by=visit.reader.actor,
                language="en" if data.language == "en" else "fa",
            )
        except InvalidValue as error:
            return _new_form(visit, data, {error.field: f"staff.bad.{error.field}"})
        except Conflict:
            return _new_form(visit, data, {"username": "staff.bad.taken"})
        return visit.go_to(f"{LIST}/{made.id}", "staff.added")

    @get("/{staff_id:int}", opt=READ)
    async def show(self, visit: Visit, staff_id: int) -> Template:
        """Show one account."""
        return await _shown(visit, staff_id)

    @post("/{staff_id:int}/role", opt=MANAGE)
    async def change_role(
        self, visit: Visit, staff_id: int, data: Annotated[Role, Body(media_type=Sent)]
    ) -> PageOrRedirect:
        """Give another role; the account's sessions end."""
        try:
            await accounts.change_role(visit.store, staff_id, data.role, by=visit.reader.actor)
        except InvalidValue:
            return await _shown(visit, staff_id, {"role": "staff.bad.role"})
        except Conflict:
            return await _shown(visit, staff_id, {"role": "staff.last_admin"}, status=409)
        return visit.go_to(f"{LIST}/{staff_id}", "staff.role_changed")

    @post("/{staff_id:int}/active", opt=MANAGE)
    async def change_active(
        self, visit: Visit, staff_id: int, data: Annotated[Active, Body(media_type=Sent)]
    ) -> PageOrRedirect:
        """Switch the account off or on."""
        on = data.active == "yes"
        try:
            await accounts.set_active(visit.store, staff_id, on, by=visit.reader.actor)
        except Conflict:
            return await _shown(visit, staff_id, {"active": "staff.last_admin"}, status=409)
        notice = "staff.activated" if on else "staff.deactivated"
        return visit.go_to(f"{LIST}/{staff_id}", notice)

    @post("/{staff_id:int}/password", opt=MANAGE)
    async def give_password(
        self, visit: Visit, staff_id: int, data: Annotated[NewPassword, Body(media_type=Sent)]
    ) -> PageOrRedirect:
        """Give a new password; the account's sessions end."""
        mine = visit.reader.session_id if staff_id == visit.reader.staff_id else None
        try:
            await accounts.set_password(visit.store, staff_id, data.password, by=visit.reader.actor, keep_session=mine)
        except InvalidValue:
            return await _shown(visit, staff_id, {"password": "staff.bad.password"})
        return visit.go_to(f"{LIST}/{staff_id}", "staff.password_given")

    @post("/{staff_id:int}/two-step", opt=MANAGE)
    async def reset_second_step(self, visit: Visit, staff_id: int) -> Redirect:
        """Switch the second step off for somebody who has lost their phone."""
        await second_step.remove_totp(visit.store, staff_id, by=visit.reader.actor)
        return visit.go_to(f"{LIST}/{staff_id}", "staff.two_step_reset")

    @post("/{staff_id:int}/unlock", opt=MANAGE)
    async def unlock(self, visit: Visit, staff_id: int) -> Redirect:
        """Let somebody sign in at once whose name has had too many wrong tries."""
        await accounts.unlock(visit.store, staff_id, by=visit.reader.actor)
        return visit.go_to(f"{LIST}/{staff_id}", "staff.unlocked")


def _new_form(visit: Visit, typed: NewAccount, errors: dict[str, str] | None = None) -> Template:
    return visit.page(
        "staff/new.html", status=422 if errors else 200, typed=typed, errors=errors or {}, roles=STAFF_ROLES
    )


async def _shown(visit: Visit, staff_id: int, errors: dict[str, str] | None = None, *, status: int = 422) -> Template:
    person = await accounts.account(visit.store, staff_id)
    return visit.page(
        "staff/one.html",
        status=status if errors else 200,
        person=person,
        errors=errors or {},
        roles=STAFF_ROLES,
        permissions=[one for one in Permission if one in PERMISSIONS[person.role]],
        sessions=await sessions.sessions_of(visit.store, staff_id, spans=visit.console.spans),
        codes_left=await recovery_codes.codes_left(visit.store, staff_id),
        locked_until=await accounts.locked_until(visit.store, person),
        is_required=person.role in visit.console.settings.two_step_required,
        may_manage=visit.may(Permission.MANAGE_STAFF),
    )


def _csv(visit: Visit, rows: list[accounts.Account]) -> Stream:
    names = ("username", "name", "role", "state", "two_step", "seen", "created")
    header = [visit.t(f"staff.{name}") for name in names]
    return csv_response(
        visit.reader,
        "staff",
        header,
        (
            (
                row.username,
                row.display_name,
                visit.t(f"role.{row.role}"),
                visit.t("staff.active" if row.is_active else "staff.inactive"),
                visit.t("yes" if row.totp_confirmed_at else "no"),
                "" if row.last_sign_in_at is None else row.last_sign_in_at.isoformat(timespec="seconds"),
                row.created_at.isoformat(timespec="seconds"),
            )
            for row in rows
        ),
    )
