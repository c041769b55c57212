"""The web channel's API in memory, with hands to make it fail, for tests of the widget alone."""

from __future__ import annotations

import asyncio
import json
import threading
from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jinja2
from aiohttp import web

from bot.pages.page_texts import page_language
from bot.widget.script import script

BOT = Path(__file__).resolve().parents[2] / "bot"
TEMPLATES = jinja2.Environment(loader=jinja2.FileSystemLoader(BOT / "pages" / "templates"), autoescape=True)
# As bot.web.shell sends it with the pages.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)

PAGE = """<!doctype html>
<html lang="{lang}" dir="{dir}"><head><meta charset="utf-8"><title>A library</title>
<meta name="viewport" content="width=device-width"></head>
<body><main><h1>A library</h1><p>Text of the page. <a href="#there">A link</a></p></main>
<script src="{server}/widget.js" async></script><ketabyar-chat></ketabyar-chat></body></html>"""

# As bot/pages/static/sign-in.js does, the page asks the chat around it for the number.
SIGN_IN = """<!doctype html><html lang="en"><title>Sign in</title>
<form method="post"><label>Card <input name="card"></label>
<label>Number <input name="number"></label><button>Enter</button></form><script>
addEventListener("message", ({ data }) => { document.forms[0].number.value = data.number; });
parent.postMessage({ type: "ketabyar:number?" }, "*");
</script></html>"""

SIGNED_IN = """<!doctype html><html lang="en"><title>Signed in</title><p>You are signed in.</p>
<script>parent.postMessage({type: "ketabyar:signed-in"}, "*")</script></html>"""

MY_DATA = """<!doctype html><html lang="en"><title>My data</title><h1>Everything</h1></html>"""

STRANGER = """<!doctype html><title>x</title><script>
addEventListener("message", ({ data }) => { document.title = data.number; });
for (const type of ["ketabyar:signed-in", "ketabyar:number?"]) parent.postMessage({ type }, "*");
</script>"""
NUMBER = "482"

CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "authorization, content-type",
    "Access-Control-Allow-Methods": "GET, POST",
}

Json = dict[str, Any]


@dataclass
class Visitor:
    """One visitor: messages in order, open streams, state."""

    language: str
    messages: list[Json] = field(default_factory=list)
    streams: list[asyncio.Queue[tuple[str, Json]]] = field(default_factory=list)
    state: Json = field(default_factory=dict)


class ChatServer:
    """Serve the API on a free port from a thread of its own; `failures` says what goes wrong next."""

    def __init__(self) -> None:
        self.visitors: dict[str, Visitor] = {}
        self.said: list[Json] = []  # the body of every POST of a message that arrived
        self.feedback: list[Json] = []
        self.languages: list[str] = []
        self.failures: deque[str | int] = deque()  # "lost-answer", "lost-request" or an HTTP status, one a message
        self.delay = 0.0
        self.streaming = True
        # What the library's page is told.
        self.facts: Json = {
            "profile": {"name": {"fa": "کتابخانه", "en": "Library"}, "is_demo": False},
            "branches": [],
            "cards": (),
        }
        self.sign_in_origin = ""
        # What the library has chosen, and what is told before anything is said.
        self.look: dict[str, str] = {}
        self.presence = {"fa": "بی‌درنگ پاسخ می‌دهد", "en": "Answers at once"}
        self.matters: list[Json] = []
        self.shut = False  # to every site, as to one that is not allowed
        self._next_id = 100
        self._links: dict[str, tuple[str, str]] = {}
        self._claimed: dict[str, Visitor] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._ready = threading.Event()
        self.port = 0

    # ---- for the tests

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def other_site(self) -> str:
        """The same server under another origin."""
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        self._thread.start()
        assert self._ready.wait(10)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def staff_says(
        self, text: str, *, status: str = "with_staff", told: bool = True, by: str | None = "Zohreh Karimi"
    ) -> None:
        """Let a librarian write to every visitor; what is not told is only kept, and found by who asks."""

        def put() -> None:
            for visitor in self.visitors.values():
                visitor.state["status"] = status
                self._tell(visitor, "state", visitor.state)
                self._add(visitor, "staff", text, told=told, by=by)

        self._loop.call_soon_threadsafe(put)

    def presence_is(self, fa: str, en: str) -> None:
        """Let a librarian come or go: whoever listens hears of it, whoever asks is told."""

        def tell() -> None:
            self.presence = {"fa": fa, "en": en}
            for visitor in self.visitors.values():
                self._tell(visitor, "presence", self.presence)

        self._loop.call_soon_threadsafe(tell)

    def staff_writes(self) -> None:
        """Show every visitor that a librarian is writing."""

        def show() -> None:
            for visitor in self.visitors.values():
                visitor.state["status"] = "with_staff"
                self._tell(visitor, "state", {**visitor.state, "staff_writes": True})

        self._loop.call_soon_threadsafe(show)

    def time_is_over(self) -> None:
        """Sign everybody out, as the gateway does after a long silence."""

        def end() -> None:
            for visitor in self.visitors.values():
                visitor.state |= {"signed_in": False, "lapsed": True, "history_after": self._next_id}
                visitor.messages.clear()
                self._tell(visitor, "state", visitor.state)

        self._loop.call_soon_threadsafe(end)

    def cut_streams(self) -> None:
        """End every event stream, as a proxy does."""

        def cut() -> None:
            for visitor in self.visitors.values():
                self._tell(visitor, "cut", {})

        self._loop.call_soon_threadsafe(cut)

    def forget_visitors(self) -> None:
        """Know no token any more."""

        def forget() -> None:
            for visitor in self.visitors.values():
                self._tell(visitor, "cut", {})
            self.visitors.clear()

        self._loop.call_soon_threadsafe(forget)

    # ---- the server

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        runner = web.AppRunner(self._app(), shutdown_timeout=0.1)
        self._loop.run_until_complete(runner.setup())
        site = web.TCPSite(runner, "127.0.0.1", 0)
        self._loop.run_until_complete(site.start())
        self.port = runner.addresses[0][1]
        self._ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(runner.cleanup())
        left = asyncio.all_tasks(self._loop)
        for task in left:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        self._loop.close()

    def _app(self) -> web.Application:
        app = web.Application(middlewares=[self._cors])
        app.router.add_get("/", self._library)
        app.router.add_get("/page", self._page)
        app.router.add_static("/static", BOT / "pages" / "static")
        app.router.add_get("/widget.js", self._widget)
        app.router.add_get("/health", _nothing)
        app.router.add_get("/api/chat/welcome", self._welcome)
        app.router.add_get("/favicon.ico", _nothing)
        app.router.add_post("/api/chat/session", self._session)
        app.router.add_post("/api/chat/session/renew", self._renew)
        app.router.add_post("/api/chat/messages", self._message)
        app.router.add_get("/api/chat/messages", self._history)
        app.router.add_get("/api/chat/events", self._events)
        app.router.add_post("/api/chat/sign-in", self._sign_in)
        app.router.add_post("/api/chat/my-data", self._my_data)
        app.router.add_post("/api/chat/language", self._language)
        app.router.add_post("/api/chat/feedback", self._feedback)
        app.router.add_get("/sign-in/{link}", _page_of(SIGN_IN))
        app.router.add_post("/sign-in/{link}", self._signed_in)
        app.router.add_get("/my-data/{link}", _page_of(MY_DATA))
        app.router.add_get("/stranger", _page_of(STRANGER))
        return app

    @web.middleware
    async def _cors(self, request: web.Request, handler: Any) -> web.StreamResponse:
        cors = {} if self.shut else CORS
        if request.method == "OPTIONS":
            return web.Response(headers=cors)
        try:
            response: web.StreamResponse = await handler(request)
        except web.HTTPException as error:
            error.headers.update(cors)
            raise
        if not response.prepared:
            response.headers.update(cors)
        return response

    async def _page(self, request: web.Request) -> web.Response:
        lang = request.query.get("lang", "fa")
        page = PAGE.format(lang=lang, dir="rtl" if lang == "fa" else "ltr", server=self.url)
        headers = {"Content-Security-Policy": request.query["csp"]} if "csp" in request.query else {}
        return web.Response(text=page, content_type="text/html", headers=headers)

    async def _library(self, request: web.Request) -> web.Response:
        lang = request.query.get("lang", "fa")
        context = {**page_language(lang), **self.facts}
        page = TEMPLATES.get_template("library.html").render(context)
        return web.Response(text=page, content_type="text/html", headers={"Content-Security-Policy": POLICY})

    async def _widget(self, request: web.Request) -> web.Response:
        return web.Response(text=script(self.look), content_type="text/javascript")

    async def _welcome(self, request: web.Request) -> web.Response:
        """As the gateway does: of nobody known nothing but who is there."""
        token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
        return web.json_response({"presence": self.presence, "matters": self.matters if token in self.visitors else []})

    def _visitor(self, request: web.Request) -> Visitor:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if token not in self.visitors:
            raise web.HTTPUnauthorized(text=json.dumps({"error": "token_needed", "message": {}}))
        return self.visitors[token]

    async def _session(self, request: web.Request) -> web.Response:
        language = (await request.json())["language"]
        token = f"token-{len(self.visitors)}-{self._next_id}"
        state = {"language": language, "signed_in": False, "status": "open"}
        self.visitors[token] = Visitor(language, state=state)
        return web.json_response({"token": token, "language": language}, status=201)

    async def _message(self, request: web.Request) -> web.Response:
        visitor, body = self._visitor(request), await request.json()
        failure = self.failures.popleft() if self.failures else None
        if failure == "lost-request":
            _hang_up(request)
        if isinstance(failure, int):
            said = {"fa": f"فارسی {failure}", "en": f"English {failure}"}
            return web.json_response({"error": "x", "message": said}, status=failure)
        self.said.append(body)
        key = body["client_message_id"]
        known = next((m for m in visitor.messages if m["client_message_id"] == key), None)
        if known is None:
            own = self._add(visitor, "patron", body.get("text") or body["title"], client_message_id=key)
            await asyncio.sleep(self.delay)  # as slow as a test wants it
            replies = [self._add(visitor, "bot", **reply) for reply in self._replies(visitor, body)]
            # As the gateway does: a stream that was opened before the answer has told what stood then.
            self._tell(visitor, "state", visitor.state)
        else:
            own, replies = known, [m for m in visitor.messages if m["id"] > known["id"]]
        if failure == "lost-answer":
            _hang_up(request)
        return web.json_response(
            {"messages": replies, "message": own, "parse": None, "duplicate": known is not None, "state": visitor.state}
        )

    def _replies(self, visitor: Visitor, body: Json) -> list[Json]:
        text = body.get("text") or body["payload"]
        visitor.state["language"] = body.get("language") or visitor.state["language"]
        fa = visitor.state["language"] == "fa"
        if visitor.state["status"] == "with_staff":
            return []
        if text in ("ساعت کار امروز", "hours"):
            tomorrow = {"title": "فردا چطور؟" if fa else "Tomorrow?", "payload": '/hours{"date":"2026-12-01"}'}
            said = "کتابخانه از ۸ تا ۲۰ باز است." if fa else "The library is open from 8:00 to 20:00."
            return [{"text": said, "buttons": [tomorrow, {"title": "Branches", "payload": "/location"}]}]
        if text == "loans" and not visitor.state["signed_in"]:
            return [{"text": "Please sign in." if not fa else "لطفاً وارد شوید.", "sign_in": True}]
        if text == "my data":
            return [{"text": "Here is the way.", "my_data": True}]
        if text == "sign out":
            # As the gateway does: all up to this message is the patron's, and not the next one's to see.
            visitor.state |= {"signed_in": False, "history_after": self._next_id}
            visitor.messages.clear()
            return [{"text": "You are signed out."}]
        if text == "english please":
            visitor.state["language"] = "en"
            return [{"text": "English from here on."}]
        if text == "two":
            return [{"text": "one"}, {"text": "two\nlines"}]
        return [{"text": f"echo: {text}"}]

    def _add(self, visitor: Visitor, sender: str, text: str, *, told: bool = True, **more: Any) -> Json:
        self._next_id += 1
        message: Json = {
            "id": self._next_id, "sender": sender, "text": text, "buttons": [], "sign_in": False, "my_data": False,
            "language": visitor.state["language"], "at": datetime.now(UTC).isoformat(),
            "client_message_id": None, **more,
        }  # fmt: skip
        visitor.messages.append(message)
        if told:
            self._tell(visitor, "message", message)
        return message

    def _tell(self, visitor: Visitor, kind: str, data: Json) -> None:
        for stream in visitor.streams:
            stream.put_nowait((kind, dict(data)))

    async def _history(self, request: web.Request) -> web.Response:
        visitor, after = self._visitor(request), int(request.query["after"])
        messages = [message for message in visitor.messages if message["id"] > after][:100]
        return web.json_response({"messages": messages, "state": visitor.state})

    async def _events(self, request: web.Request) -> web.StreamResponse:
        visitor, after = self._visitor(request), int(request.query["after"])
        if not self.streaming:
            raise web.HTTPServiceUnavailable
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", **CORS})
        await response.prepare(request)
        queue: asyncio.Queue[tuple[str, Json]] = asyncio.Queue()
        for message in visitor.messages:
            if message["id"] > after:
                queue.put_nowait(("message", message))
        queue.put_nowait(("state", dict(visitor.state)))
        assert request.query["presence"] == "1"
        queue.put_nowait(("presence", dict(self.presence)))
        visitor.streams.append(queue)
        try:
            await response.write(b": hello\n\n")
            while (event := await queue.get())[0] != "cut":
                kind, data = event
                wire = f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
                await response.write(wire[: len(wire) // 2])
                # In two pieces, so that letters and lines are torn apart as on a real network.
                await asyncio.sleep(0.01)
                await response.write(wire[len(wire) // 2 :])
        except ConnectionError:
            pass
        finally:
            visitor.streams.remove(queue)
        return response

    async def _sign_in(self, request: web.Request) -> web.Response:
        self._visitor(request)
        link = f"link-{len(self._links)}"
        claim = (await request.json())["claim"]
        self._links[link] = (request.headers["Authorization"].removeprefix("Bearer "), claim)
        url = f"{self.sign_in_origin}/sign-in/{link}"
        return web.json_response({"url": url, "number": NUMBER, "expires_at": "2026-12-01T00:00:00Z"})

    async def _my_data(self, request: web.Request) -> web.Response:
        self._visitor(request)
        return web.json_response({"url": f"{self.sign_in_origin}/my-data/1", "expires_at": "2026-12-01T00:00:00Z"})

    async def _signed_in(self, request: web.Request) -> web.Response:
        """Sign in as the gateway does: the visitor's token and streams end, and the claim is good for a new one."""
        if (await request.post()).get("number") != NUMBER:
            raise web.HTTPUnprocessableEntity
        token, claim = self._links[request.match_info["link"]]
        visitor = self.visitors.pop(token)
        visitor.state["signed_in"] = True
        self._tell(visitor, "state", visitor.state)
        self._tell(visitor, "cut", {})
        self._claimed[claim] = visitor
        self._add(visitor, "bot", "You have 2 items on loan.")
        return web.Response(text=SIGNED_IN, content_type="text/html")

    async def _renew(self, request: web.Request) -> web.Response:
        found = [claim for claim in (await request.json())["claims"] if claim in self._claimed]
        if not found:
            raise web.HTTPNotFound
        self._next_id += 1
        token = f"renewed-{self._next_id}"
        self.visitors[token] = self._claimed[found[0]]
        return web.json_response({"token": token, "language": self.visitors[token].state["language"]})

    async def _language(self, request: web.Request) -> web.Response:
        language = (await request.json())["language"]
        self._visitor(request).state["language"] = language
        self.languages.append(language)
        return web.json_response(self._visitor(request).state)

    async def _feedback(self, request: web.Request) -> web.Response:
        self._visitor(request)
        self.feedback.append(await request.json())
        return web.json_response({})


def _page_of(text: str) -> Any:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(text=text, content_type="text/html")

    return handler


async def _nothing(request: web.Request) -> web.Response:
    return web.Response(status=204)


def _hang_up(request: web.Request) -> None:
    assert request.transport is not None
    request.transport.abort()
    raise asyncio.CancelledError
