"""Pages of staff accounts: the list, one account, and an administrator's changes to it."""

from __future__ import annotations

from litestar import Controller, get, post
from litestar.response import Redirect, Stream, Template

from bot.console.frame.access import needs
from bot.console.frame.columns import Column, stamp
from bot.console.frame.fields import ChoiceField, HiddenField, PasswordField, TextField, bilingual
from bot.console.frame.forms import Form
from bot.console.frame.lists import ListQuery
from bot.console.frame.roles import PERMISSIONS, Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from crm.errors import Conflict, InvalidValue
from crm.records.staff_names import StaffName
from crm.records.values import STAFF_ROLES
from crm.staff import accounts, recovery_codes, second_step, sessions
from crm.staff.members import add_staff
from protocol.values import LANGUAGES

__all__ = ["StaffPages"]

LIST = "/console/staff"
SORTS = ("username", "name", "role", "seen", "created")
READ = needs(Permission.READ_STAFF)
MANAGE = needs(Permission.MANAGE_STAFF)


class PasswordForm(Form):
    """A password that an administrator gives."""

    password = PasswordField("staff.password", autocomplete="new-password", hint="staff.give_password_hint")


class NewAccountForm(Form):
    """A new account."""

    name_fa, name_en = bilingual("staff.name", most=100)
    username = TextField("staff.username", required=True, most=63, dir="ltr", hint="staff.username_hint")
    role = ChoiceField("staff.role", STAFF_ROLES, "role.")
    language = ChoiceField("staff.language", LANGUAGES, "language.")
    password = PasswordField("staff.password", autocomplete="new-password", hint="me.password_hint")


class StaffNameForm(Form):
    """Another name."""

    name_fa, name_en = bilingual("staff.name", most=100)


class RoleForm(Form):
    """Another role."""

    role = ChoiceField("staff.role", STAFF_ROLES, "role.", hint="staff.change_role_hint")


class AccountUseForm(Form):
    """Whether an account may be used."""

    active = HiddenField()


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
            language=visit.language,
            descending=query.descending,
            limit=query.limit,
            offset=0 if query.wants_csv else query.offset,
        )
        if query.wants_csv:
            await visit.audited("staff.exported", "staff_user", None)
            return visit.file("staff", _columns(visit), rows, texts="staff.")
        return visit.page(
            "staff/list.html", query=query, columns=_columns(visit), rows=rows, total=total, roles=STAFF_ROLES
        )

    @get("/new", opt=MANAGE)
    async def new(self, visit: Visit) -> Template:
        """Show the form for a new account."""
        return _new_form(visit, NewAccountForm(visit, role="librarian", language=visit.language))

    @post("/", opt=MANAGE)
    async def add(self, visit: Visit) -> PageOrRedirect:
        """Make an account."""
        form = await NewAccountForm.sent(visit)
        try:
            made = await add_staff(
                visit.store,
                form.username.data.lower(),
                StaffName.of(form.name_fa.data, form.name_en.data),
                form.role.data,
                form.password.data,
                by=visit.reader.actor,
                language="en" if form.language.data == "en" else "fa",
            )
        except InvalidValue as error:
            for one in error.every:
                form.wrong("name_fa" if one.field == "display_name" else one.field, f"staff.bad.{one.field}")
            return _new_form(visit, form)
        except Conflict:
            return _new_form(visit, form.wrong("username", "staff.bad.taken"))
        return visit.go_to(f"{LIST}/{made.id}", "staff.added")

    @get("/{staff_id:int}", opt=READ)
    async def show(self, visit: Visit, staff_id: int) -> Template:
        """Show one account."""
        return await _shown(visit, staff_id)

    @post("/{staff_id:int}/name", opt=MANAGE)
    async def change_name(self, visit: Visit, staff_id: int) -> PageOrRedirect:
        """Give another name, in one language or in both."""
        form = await StaffNameForm.sent(visit)
        name = StaffName.of(form.name_fa.data, form.name_en.data)
        try:
            await accounts.set_name(visit.store, staff_id, name, by=visit.reader.actor)
        except InvalidValue:
            return await _shown(visit, staff_id, form.wrong("name_fa", "staff.bad.display_name"))
        return visit.go_to(f"{LIST}/{staff_id}", "staff.renamed")

    @post("/{staff_id:int}/role", opt=MANAGE)
    async def change_role(self, visit: Visit, staff_id: int) -> PageOrRedirect:
        """Give another role; the account's sessions end."""
        form = await RoleForm.sent(visit)
        try:
            await accounts.change_role(visit.store, staff_id, form.role.data, by=visit.reader.actor)
        except InvalidValue:
            return await _shown(visit, staff_id, form.wrong("role", "staff.bad.role"))
        except Conflict:
            return await _shown(visit, staff_id, form.wrong("role", "staff.last_admin"), status=409)
        return visit.go_to(f"{LIST}/{staff_id}", "staff.role_changed")

    @post("/{staff_id:int}/active", opt=MANAGE)
    async def change_active(self, visit: Visit, staff_id: int) -> PageOrRedirect:
        """Switch the account off or on."""
        form = await AccountUseForm.sent(visit)
        on = form.active.data == "yes"
        try:
            await accounts.set_active(visit.store, staff_id, on, by=visit.reader.actor)
        except Conflict:
            return await _shown(visit, staff_id, form.wrong("active", "staff.last_admin"), status=409)
        notice = "staff.activated" if on else "staff.deactivated"
        return visit.go_to(f"{LIST}/{staff_id}", notice)

    @post("/{staff_id:int}/password", opt=MANAGE)
    async def give_password(self, visit: Visit, staff_id: int) -> PageOrRedirect:
        """Give a new password; the account's sessions end."""
        form = await PasswordForm.sent(visit)
        mine = visit.reader.session_id if staff_id == visit.reader.staff_id else None
        try:
            await accounts.set_password(
                visit.store, staff_id, form.password.data, by=visit.reader.actor, keep_session=mine
            )
        except InvalidValue:
            return await _shown(visit, staff_id, form.wrong("password", "staff.bad.password"))
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


def _new_form(visit: Visit, form: NewAccountForm) -> Template:
    return visit.page("staff/new.html", status=422 if form.is_wrong else 200, form=form)


async def _shown(visit: Visit, staff_id: int, sent: Form | None = None, *, status: int = 422) -> Template:
    person = await accounts.account(visit.store, staff_id)
    names = {f"name_{language}": name for language, name in person.display_name.by_language.items()}
    return visit.page(
        "staff/one.html",
        status=200 if sent is None else status,
        person=person,
        name=sent if isinstance(sent, StaffNameForm) else StaffNameForm(visit, **names),
        role=sent if isinstance(sent, RoleForm) else RoleForm(visit, role=person.role),
        password=sent if isinstance(sent, PasswordForm) else PasswordForm(visit),
        active=sent if isinstance(sent, AccountUseForm) else AccountUseForm(visit),
        permissions=[one for one in Permission if one in PERMISSIONS[person.role]],
        sessions=await sessions.sessions_of(visit.store, staff_id, spans=visit.console.spans),
        codes_left=await recovery_codes.codes_left(visit.store, staff_id),
        locked_until=await accounts.locked_until(visit.store, person),
        is_required=person.role in visit.console.settings.two_step_required,
        may_manage=visit.may(Permission.MANAGE_STAFF),
    )


def _columns(visit: Visit) -> tuple[Column, ...]:
    t = visit.t
    return (
        Column("full_name", "staff.name", sort="name", heads_row=True, is_plain=True),
        Column("username", "staff.username", "username", sort="username"),
        Column("name", value=lambda row: row.display_name.said(visit.language)),
        Column("role", "staff.role", lambda row: t(f"role.{row.role}"), sort="role"),
        Column("state", "staff.state", lambda row: t("staff.active" if row.is_active else "staff.inactive")),
        Column("two_step", "staff.two_step", lambda row: t("yes" if row.totp_confirmed_at else "no")),
        Column("seen", "staff.seen", stamp("last_sign_in_at"), sort="seen"),
        Column("created", value=stamp("created_at")),
    )
