"""Somebody of the staff at one of several gateways, as a browser without a script."""

from __future__ import annotations

from typing import Any

import httpx
from sqlalchemy import insert, select

from bot.console.frame.session import COOKIE, DEVICE, kept
from crm import records
from crm.database.upsert import table_of
from crm.sign_in.devices import with_device
from crm.staff.sessions import begin_session, session_staff
from tests.support.front import Front

HOST = "127.0.0.1"


class StaffAt:
    """A browser at one gateway in which somebody is signed in."""

    def __init__(self, http: httpx.AsyncClient, csrf: str) -> None:
        self.http = http
        self.csrf = csrf

    async def get(self, path: str) -> httpx.Response:
        return await self.http.get(path)

    async def post(self, path: str, data: dict[str, Any] | None = None, **options: Any) -> httpx.Response:
        return await self.http.post(path, data={"csrf": self.csrf, **(data or {})}, **options)

    async def htmx(self, path: str) -> httpx.Response:
        return await self.http.get(path, headers={"HX-Request": "true"})


async def staff_at(front: Front, role: str = "admin") -> StaffAt:
    """Sign somebody of a role in at a gateway; the same account at all that share its store."""
    store, console = front.store, front.running.console
    table = table_of(records.StaffUser)

    async def found() -> int | None:
        return await store.look(
            lambda connection: connection.scalar(select(table.c.id).where(table.c.username == role))
        )

    if await found() is None:
        row = {"username": role, "display_name": role.title(), "role": role, "password_hash": "none"}
        row |= {"is_active": True, "language": "fa", "created_at": store.clock.now()}
        await store.transact(lambda connection: connection.execute(insert(table), row))
    staff_id = await found()
    assert staff_id is not None
    token = await begin_session(store, staff_id, spans=console.spans)
    online = await session_staff(store, token, spans=console.spans)
    assert online is not None
    for cookie in (
        kept(COOKIE, token, secure=console.secure),
        kept(DEVICE, await with_device(store, "", staff_id), secure=console.secure),
    ):
        front.http.cookies.set(cookie.key, cookie.value or "", domain=HOST, path=cookie.path)
    return StaffAt(front.http, online.csrf)
