"""The reader of the console: the member of staff behind the session cookie."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from litestar.datastructures import Cookie

from bot.console.frame.request import AnyConnection
from bot.console.frame.roles import PERMISSIONS, Permission
from bot.conversation.turn_language import as_language
from crm.actor import Actor
from crm.records.staff_names import StaffName
from crm.staff.sessions import OnlineStaff, session_staff
from language.writing import calendar_of
from protocol.values import Language

if TYPE_CHECKING:
    from bot.console.frame.parts import Console

__all__ = [
    "COOKIE",
    "DEVICE",
    "LANGUAGE",
    "PRE_SESSION",
    "Reader",
    "carried",
    "gone",
    "kept",
    "reader_of",
    "told_reader",
]

COOKIE = "ketabyar_console"
# Stands for a browser before anybody has signed in on it, so that the sign-in form too carries a token.
PRE_SESSION = "ketabyar_console_door"
# Says who has signed in on a browser before (crm.sign_in.devices).
DEVICE = "ketabyar_console_device"
# In which language the last reader at a browser reads: the door speaks it, too.
LANGUAGE = "ketabyar_console_language"
PATH = "/console"
# Under https a browser takes a cookie of such a name from this very host alone, and for the whole of it.
HOST = "__Host-"


@dataclass(frozen=True, slots=True)
class Reader:
    """The member of staff who reads a page; `calendar` is the one that dates are shown in."""

    staff_id: int
    username: str
    display_name: StaffName
    role: str
    language: Language
    calendar: str
    permissions: frozenset[Permission]
    csrf: str
    session_id: int
    # Until this reader has set two-step sign-in up there is nothing else to do.
    lacks_second_step: bool = False
    # Not to be called for patrons just now.
    is_away: bool = False

    @property
    def actor(self) -> Actor:
        """The reader as the one who does something."""
        return Actor.staff(self.staff_id, self.username)

    def may(self, permission: Permission | str) -> bool:
        """Tell whether the reader may do something."""
        return permission in self.permissions

    @classmethod
    def of(cls, online: OnlineStaff, *, two_step_required: Collection[str] = ()) -> Reader:
        """Make the reader of a session."""
        language = as_language(online.language, "fa")
        return cls(
            staff_id=online.id,
            username=online.username,
            display_name=online.display_name,
            role=online.role,
            language=language,
            calendar=online.calendar or calendar_of(language),
            permissions=PERMISSIONS.get(online.role, frozenset()),
            csrf=online.csrf,
            session_id=online.session_id,
            lacks_second_step=online.totp_confirmed_at is None and online.role in two_step_required,
            is_away=online.is_away,
        )


async def reader_of(connection: AnyConnection, console: Console, *, is_used: bool = True) -> Reader | None:
    """Find the reader of a request by its cookie, and keep them with the request.

    `is_used` is False for what an open page asks by itself, which makes no session last longer.
    """
    token = carried(connection, console, COOKIE)
    online = None
    if 20 <= len(token) <= 100:
        online = await session_staff(console.store, token, spans=console.spans, is_used=is_used)
    required = console.settings.two_step_required
    reader = None if online is None else Reader.of(online, two_step_required=required)
    connection.scope["state"]["console_reader"] = reader
    return reader


def told_reader(connection: AnyConnection) -> Reader | None:
    """Give the reader that was found for a request before, if one was."""
    reader: Reader | None = connection.scope["state"].get("console_reader")
    return reader


def carried(connection: AnyConnection, console: Console, name: str) -> str:
    """Give the value of a cookie of the console; empty when there is none."""
    return connection.cookies.get(_named(name, secure=console.secure), "")


def kept(name: str, value: str, *, secure: bool, max_age: int | None = None) -> Cookie:
    """Make a cookie of the console: out of reach of scripts and of other sites' forms.

    Under https it is bound to this host, and so named; else it is for the console's pages alone.
    """
    return Cookie(
        key=_named(name, secure=secure),
        value=value,
        path="/" if secure else PATH,
        httponly=True,
        samesite="lax",
        secure=secure,
        max_age=max_age,
    )


def gone(name: str, *, secure: bool) -> Cookie:
    """Make what removes a cookie of the console."""
    return kept(name, "", secure=secure, max_age=0)


def _named(name: str, *, secure: bool) -> str:
    return HOST + name if secure else name
