"""A real gateway with its console, over a copy of the demo library, served from a thread of its own."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import insert

from bot.__main__ import Server, server_of
from bot.app import Running
from bot.console.frame.parts import Console
from bot.console.frame.roles import PERMISSIONS
from bot.console.frame.session import COOKIE, DEVICE, kept
from bot.settings import Settings
from crm import records
from crm.actor import Actor
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.library_info import directory
from crm.sign_in.devices import with_device
from crm.sign_in.passwords import hash_secret
from crm.staff.members import StaffMember
from crm.staff.sessions import begin_session, session_staff
from library import seed
from protocol.clock import Clock, FixedClock
from tests.support.fake_engine import SECRET, FakeEngine
from tests.support.gateways import gateway_at_work
from tests.support.html import Page
from tests.support.waiting import eventually

# A Tuesday, 11:30 in Tehran, with the main branch open.
NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
PASSWORD = "demo-console"
HOST = "127.0.0.1"
# For clients that speak plain HTTP: to read all authorities of this machine takes longer than most of what they ask.
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
SITE = "https://library.example"
NAMES = {
    "librarian": "زهره کریمی",
    "supervisor": "لیلا وحدتی",
    "editor": "نگار رستمی",
    "manager": "پریسا نادری",
    "admin": "آرمان صفایی",
    "auditor": "Ava Stone",
}


class ClockedSettings(Settings):
    """Settings whose clock the test holds in its hand."""

    def clock(self) -> Clock:
        """Give the clock of this test."""
        return _Held.clock


class _Held:
    clock: FixedClock = FixedClock(NOW)


@dataclass
class Client:
    """A browser without a script: keeps cookies and puts the token into what it posts."""

    http: httpx.Client
    role: str | None = None
    csrf: str = ""

    def get(self, path: str, **options: Any) -> httpx.Response:
        """Ask for a page; redirects are not followed."""
        answer = self.http.get(path, **options)
        self._learn(answer)
        return answer

    def post(self, path: str, data: Mapping[str, Any] | None = None, **options: Any) -> httpx.Response:
        """Send a form with the token."""
        answer = self.http.post(path, data={"csrf": self.csrf, **(data or {})}, **options)
        self._learn(answer)
        return answer

    def htmx(self, method: str, path: str, data: Mapping[str, Any] | None = None) -> httpx.Response:
        """Ask as HTMX does."""
        headers = {"HX-Request": "true", "X-CSRF-Token": self.csrf}
        return self.http.request(method, path, data=dict(data) if data else None, headers=headers)

    def follow(self, answer: httpx.Response) -> httpx.Response:
        """Go where an answer sends to."""
        assert answer.is_redirect, f"{answer.status_code}: {answer.text[:300]}"
        return self.get(answer.headers["location"])

    def sign_in(self, username: str, password: str = PASSWORD, **more: str) -> httpx.Response:
        """Fill in the sign-in form; give the answer to it."""
        self.get("/console/sign-in?lang=en")
        return self.post("/console/sign-in?lang=en", {"username": username, "password": password, **more})

    def _learn(self, answer: httpx.Response) -> None:
        if "text/html" in answer.headers.get("content-type", ""):
            self.csrf = Page(answer.text).token or self.csrf


@dataclass
class Desk:
    """A running gateway with its console, as tests see it."""

    url: str
    running: Running
    engine: Any
    clock: FixedClock
    loop: asyncio.AbstractEventLoop
    accounts: Mapping[str, StaffMember] = field(default_factory=dict)
    clients: list[httpx.Client] = field(default_factory=list)

    @property
    def parts(self) -> Console:
        """What the console's handlers work with."""
        return self.running.console

    @property
    def store(self) -> Store:
        """The store; use it with `run`, in the gateway's own loop."""
        return self.running.gateway.store

    def actor(self, role: str) -> Actor:
        """The member of staff of a role, as who does something."""
        return Actor.staff(self.accounts[role].id, self.accounts[role].username)

    def run[T](self, work: Awaitable[T]) -> T:
        """Carry something asynchronous out in the gateway's loop: `desk.run(cases.open_case(desk.store, ...))`."""

        async def wait() -> T:
            return await work

        return asyncio.run_coroutine_threadsafe(wait(), self.loop).result(60)

    def call[T](self, work: Callable[..., T], *arguments: Any) -> T:
        """Call something in the gateway's loop, as an event is told that pages listen for."""

        async def wait() -> T:
            return work(*arguments)

        return self.run(wait())

    def advance(self, **span: float) -> None:
        """Move the clock: `desk.advance(hours=9)`."""
        self.clock.advance(timedelta(**span))

    def anonymous(self, **options: Any) -> Client:
        """A browser in which nobody is signed in."""
        http = httpx.Client(
            base_url=self.url, verify=NO_TLS, trust_env=False, timeout=90, follow_redirects=False, **options
        )
        self.clients.append(http)
        return Client(http)

    def client(self, role: str) -> Client:
        """A browser in which somebody of a role is signed in, as the sign-in page leaves it; that has its own tests."""
        client = self.anonymous()
        client.role = role
        store, spans, secure = self.store, self.parts.spans, self.parts.secure
        # Whom a test has added has an account of later.
        accounts = self.accounts if role in self.accounts else self.run(store.look(_accounts))
        token = self.run(begin_session(store, accounts[role].id, spans=spans))
        online = self.run(session_staff(store, token, spans=spans))
        assert online is not None, f"{role} has no session"
        device = self.run(with_device(store, "", online.id))
        for cookie in (kept(COOKIE, token, secure=secure), kept(DEVICE, device, secure=secure)):
            client.http.cookies.set(cookie.key, cookie.value or "", domain=HOST, path=cookie.path)
        client.csrf = online.csrf
        return client


def fill(url: str, settings: Settings) -> None:
    """Load the demo library and an account of every role into a database that has its tables."""

    async def load() -> None:
        store = await Store.open(url, clock=FixedClock(NOW, frozen=True), **settings.store_keys)
        try:
            await seed.load(store, seed.DEMO_FILE)
            await store.transact(_add_accounts)
        finally:
            await store.close()

    # In a thread: a browser test may hold an event loop here.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, load()).result()


def settings_for(url: str, home: Path, port: int, engine_port: int, **more: Any) -> Settings:
    values = {
        "environment": "demo",
        "home": home,
        "secret": SECRET,
        "database_url": url,
        "port": port,
        "public_url": f"http://{HOST}:{port}",
        "engine_port": engine_port,
        "actions_port": 2 if port != 2 else 3,
        "sites": (SITE,),
        "turn_seconds": 3.0,
        "default_language": "fa",
        **more,
    }
    if url.endswith("demo.sqlite3"):
        values.update(engine_port=5005, port=8000, actions_port=5055)
    return ClockedSettings(**values)


def _add_accounts(connection: Any) -> None:
    table = table_of(records.StaffUser)
    hashed = hash_secret(PASSWORD)
    connection.execute(table.delete())
    rows = [
        {
            "username": role,
            "display_name": NAMES[role],
            "role": role,
            "password_hash": hashed,
            "is_active": True,
            "language": "fa",
            "created_at": NOW,
        }
        for role in PERMISSIONS
    ]
    connection.execute(insert(table), rows)


def _accounts(connection: Any) -> dict[str, StaffMember]:
    table = table_of(records.StaffUser)
    names = StaffMember.__dataclass_fields__
    found = connection.execute(table.select()).mappings()
    return {row["username"]: StaffMember(**{name: row[name] for name in names}) for row in found}


def serve(url: str, home: Path, overrides: dict[str, Any]) -> Iterator[Desk]:
    """Run a gateway with its console on a database, and stop it at the end."""
    clock = _Held.clock = FixedClock(NOW)
    ready: Future[Desk] = Future()
    stop: list[Callable[[], None]] = []

    async def serve() -> None:
        engine = FakeEngine()
        await engine.start()
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
            listener.bind((HOST, 0))
            port = listener.getsockname()[1]
            settings = settings_for(url, home, port, engine.port, **overrides)
            async with gateway_at_work(settings) as running:
                server: Server = server_of(running)

                def end() -> None:
                    running.hang_up()
                    server.should_exit = True

                stop.append(end)
                task = asyncio.create_task(server.serve(sockets=[listener]))
                await eventually(lambda: server.started)
                accounts = await running.gateway.store.look(_accounts)
                here = f"http://{HOST}:{port}"
                ready.set_result(Desk(here, running, engine, clock, asyncio.get_running_loop(), accounts))
                await task
        await engine.stop()

    def work() -> None:
        try:
            asyncio.run(serve())
        except BaseException as error:
            if ready.done():
                raise
            ready.set_exception(error)

    thread = threading.Thread(target=work, name="console", daemon=True)
    thread.start()
    desk = ready.result(60)
    try:
        yield desk
    finally:
        for http in desk.clients:
            http.close()
        desk.loop.call_soon_threadsafe(stop[0])
        thread.join(30)
        assert not thread.is_alive()


def without_librarians(desk: Desk) -> None:
    """Take away the librarians' hours, of all that the demonstration has, through the console's own page."""
    editor = desk.client("editor")
    for branch in desk.run(directory.branches(desk.store)):
        assert editor.post(f"/console/places/branches/{branch.id}/hours", {"desk": "librarian"}).status_code == 303
