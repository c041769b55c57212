"""Who reads the console: the member of staff behind the cookie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie

from bot.console.roles import PERMISSIONS, Permission
from bot.conversation.tongue import Tongue, as_tongue
from crm.sessions import OnlineStaff, session_staff
from crm.store import Store, keyed_hash

__all__ = ["COOKIE", "DOOR", "Reader", "door_token", "gone", "kept", "reader_of", "told_reader"]

COOKIE = "ketabyar_console"
# Stands for a browser before anybody has signed in on it, so that the sign-in form too carries a token.
DOOR = "ketabyar_console_door"
PATH = "/console"

Connection = ASGIConnection[Any, Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Reader:
    """The member of staff who reads a page; `calendar` is the one that dates are shown in."""

    staff_id: int
    username: str
    display_name: str
    role: str
    language: Tongue
    calendar: str
    permissions: frozenset[Permission]
    csrf: str
    session_id: int

    def may(self, permission: Permission | str) -> bool:
        """Tell whether the reader may do something."""
        return permission in self.permissions

    @classmethod
    def of(cls, online: OnlineStaff) -> Reader:
        """Make the reader of a session."""
        language = as_tongue(online.language, "fa")
        return cls(
            staff_id=online.id,
            username=online.username,
            display_name=online.display_name,
            role=online.role,
            language=language,
            calendar=online.calendar or ("jalali" if language == "fa" else "gregorian"),
            permissions=PERMISSIONS.get(online.role, frozenset()),
            csrf=online.csrf,
            session_id=online.session_id,
        )


async def reader_of(connection: Connection, store: Store) -> Reader | None:
    """Find the reader of a request by its cookie, and keep them with the request."""
    token = connection.cookies.get(COOKIE, "")
    online = await session_staff(store, token) if 20 <= len(token) <= 100 else None
    reader = None if online is None else Reader.of(online)
    connection.scope["state"]["console_reader"] = reader
    return reader


def told_reader(connection: Connection) -> Reader | None:
    """Give the reader that was found for a request before, if one was."""
    reader: Reader | None = connection.scope["state"].get("console_reader")
    return reader


def door_token(store: Store, value: str) -> str:
    """Give the token that the form of a browser without a session has to carry."""
    return keyed_hash(store.key, f"staff-door:{value}")


def kept(name: str, value: str, *, secure: bool) -> Cookie:
    """Make a cookie of the console: for its pages alone, out of reach of scripts and of other sites' forms."""
    return Cookie(key=name, value=value, path=PATH, httponly=True, samesite="lax", secure=secure)


def gone(name: str, *, secure: bool) -> Cookie:
    """Make what removes a cookie of the console."""
    return Cookie(key=name, value="", path=PATH, httponly=True, samesite="lax", secure=secure, max_age=0)
