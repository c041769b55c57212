"""A small real project, trained with the real Rasa, and an action server of the SDK's protocol beside it."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from protocol.keys import engine_secret

# These tests belong to the engine's environment (Python 3.10 with Rasa); the application has none.
collect_ignore_glob = ["test_*.py"] if sys.version_info >= (3, 11) else []

SECRET = "a-secret-for-tests-only"
HEADERS = {"X-Ketabyar-Secret": engine_secret(SECRET)}

os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("OMP_NUM_THREADS", "1")
# Rasa would keep its cache in the project's folder.
os.environ.setdefault("RASA_CACHE_DIRECTORY", tempfile.mkdtemp(prefix="ketabyar-rasa-cache-"))

CONFIG = """
recipe: default.v1
assistant_id: small
language: fa
pipeline:
  - name: engine.nlu.tokenizer.BilingualTokenizer
  - name: engine.nlu.intents.BilingualIntentClassifier
    vectors: none
    accept: 0.2
    doubt: 0.35
  - name: engine.nlu.entities.LibraryEntityExtractor
policies:
  - name: MemoizationPolicy
  - name: RulePolicy
    core_fallback_action_name: action_clarify
"""

DOMAIN = """
version: "3.1"
intents:
  - {greet: {use_entities: []}}
  - {hours: {use_entities: []}}
  - {renew: {use_entities: []}}
  - {complaint: {use_entities: []}}
  - {out_of_scope: {use_entities: []}}
  - {nlu_fallback: {use_entities: []}}
entities: [which, branch, date, title]
slots:
  language: {type: text, influence_conversation: false, mappings: [{type: custom}]}
  shown: {type: any, mappings: [{type: custom}]}
  complaint_text:
    type: text
    influence_conversation: false
    mappings: [{type: from_text, conditions: [{active_loop: complaint_form, requested_slot: complaint_text}]}]
forms:
  complaint_form: {required_slots: [complaint_text]}
actions: [action_hours, action_renew, action_clarify, action_submit]
responses:
  utter_greet:
    - text: "سلام!"
      condition: [{type: slot, name: language, value: fa}]
    - text: "Hello!"
      condition: [{type: slot, name: language, value: en}]
  utter_hours:
    - text: "امروز تا ساعت {closes} باز است."
      condition: [{type: slot, name: language, value: fa}]
    - text: "Open until {closes} today."
      condition: [{type: slot, name: language, value: en}]
  utter_button_all:
    - text: "همه"
      condition: [{type: slot, name: language, value: fa}]
    - text: "All of them"
      condition: [{type: slot, name: language, value: en}]
  utter_unsure:
    - text: "درست متوجه نشدم."
      condition: [{type: slot, name: language, value: fa}]
    - text: "I did not understand."
      condition: [{type: slot, name: language, value: en}]
  utter_half_failed:
    - text: "بخش دوم نشد."
      condition: [{type: slot, name: language, value: fa}]
    - text: "The second part failed."
      condition: [{type: slot, name: language, value: en}]
  utter_out_of_scope:
    - text: "این کار از من برنمی‌آید."
      condition: [{type: slot, name: language, value: fa}]
    - text: "That is not something I can do."
      condition: [{type: slot, name: language, value: en}]
  utter_ask_complaint_text:
    - text: "چه شد؟"
      condition: [{type: slot, name: language, value: fa}]
    - text: "What happened?"
      condition: [{type: slot, name: language, value: en}]
"""

NLU = """
version: "3.1"
nlu:
- intent: greet
  examples: |
    - سلام
    - درود بر شما
    - وقت بخیر
    - hello
    - hi there
    - good morning
- intent: hours
  examples: |
    - کتابخانه تا کی باز است
    - ساعت کار امروز
    - شعبه سعدی چه ساعتی باز می‌شود
    - when are you open
    - opening hours please
    - what time does the library close
- intent: renew
  examples: |
    - تمدید کن
    - کتابم را تمدید کنید
    - دومی رو تمدید کن
    - renew my books
    - extend my loan
    - please renew all of them
- intent: complaint
  examples: |
    - شکایت دارم
    - می‌خواهم اعتراض کنم
    - از رفتار کارمندان گله دارم
    - I want to complain
    - I have a complaint
    - this is unacceptable service
- intent: out_of_scope
  examples: |
    - هوا چطور است
    - قیمت دلار چند است
    - یک پیتزا سفارش بده
    - what is the weather like
    - order me a pizza
    - who won the match
- lookup: branch
  examples: |
    - شعبهٔ سعدی
    - Saadi Branch
"""

RULES = """
version: "3.1"
rules:
- rule: greet
  steps: [{intent: greet}, {action: utter_greet}]
- rule: hours
  steps: [{intent: hours}, {action: action_hours}]
- rule: renew
  steps: [{intent: renew}, {action: action_renew}]
- rule: out of scope
  steps: [{intent: out_of_scope}, {action: utter_out_of_scope}]
- rule: unsure
  steps: [{intent: nlu_fallback}, {action: action_clarify}]
- rule: complaint
  steps: [{intent: complaint}, {action: complaint_form}, {active_loop: complaint_form}]
- rule: complaint taken
  condition: [{active_loop: complaint_form}]
  steps:
  - action: complaint_form
  - active_loop: null
  - slot_was_set: [{requested_slot: null}]
  - action: action_submit
"""


@dataclass
class ActionServer:
    """An action server of the SDK's protocol whose behaviour a test sets; it counts every call."""

    url: str = ""
    calls: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    behaviour: Callable[[dict[str, Any]], Any] | None = None
    delay: float = 0.0
    running: int = 0
    most_running: int = 0
    connections: set[Any] = field(default_factory=set)

    def answer(self, call: dict[str, Any]) -> Any:
        """The usual answers."""
        if self.behaviour is not None:
            return self.behaviour(call)
        said = {
            "action_hours": [{"response": "utter_hours", "closes": 20}],
            "action_renew": [
                {
                    "response": "utter_unsure",
                    "status": "clarified",
                    "choices": [{"title": "utter_button_all", "payload": '/renew{"which": "all"}'}],
                    "custom": {"sign_in": True},
                }
            ],
            "action_clarify": [{"response": "utter_unsure", "status": "fallback"}],
            "action_submit": [{"response": "utter_greet"}],
        }[call["next_action"]]
        empty = {
            "text": None,
            "buttons": [],
            "elements": [],
            "custom": {},
            "template": None,
            "image": None,
            "attachment": None,
        }
        return {"events": [], "responses": [{**empty, **each} for each in said]}


@pytest.fixture
async def actions(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ActionServer]:
    """The action server, on a free port, where the engine looks for it."""
    from aiohttp import web

    from engine.patches.actions import client

    server = ActionServer()

    async def webhook(request: web.Request) -> web.StreamResponse:
        call = await request.json()
        server.calls.append(call)
        server.headers.append(dict(request.headers))
        server.connections.add(request.transport)
        server.running += 1
        server.most_running = max(server.most_running, server.running)
        try:
            if server.delay:
                await asyncio.sleep(server.delay)
            answer = server.answer(call)
        finally:
            server.running -= 1
        if isinstance(answer, web.StreamResponse):
            return answer
        return web.json_response(answer)

    app = web.Application(client_max_size=8 << 20)
    app.router.add_post("/webhook", webhook)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}/webhook"
    monkeypatch.setenv("KETABYAR_ACTIONS_URL", server.url)
    monkeypatch.setenv("KETABYAR_SECRET", SECRET)
    client.cache_clear()
    yield server
    await client().close()
    client.cache_clear()
    await runner.cleanup()


def train(folder: Path, *, config: str = CONFIG, name: str = "small") -> Path:
    """Train the small project with the real Rasa and give the model file."""
    import rasa

    (folder / "config.yml").write_text(config, encoding="utf-8")
    (folder / "domain.yml").write_text(DOMAIN, encoding="utf-8")
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / "nlu.yml").write_text(NLU, encoding="utf-8")
    (folder / "data" / "rules.yml").write_text(RULES, encoding="utf-8")
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = rasa.train(
            str(folder / "domain.yml"), str(folder / "config.yml"), [str(folder / "data")], str(folder / "models"),
            force_training=True, fixed_model_name=name,
        )  # fmt: skip
    assert result.model is not None
    return Path(result.model)


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The trained model file with its recorded hash."""
    from engine.files import record

    path = train(tmp_path_factory.mktemp("project"))
    record(path)
    yield path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of the test's own."""
    monkeypatch.setenv("KETABYAR_HOME", str(tmp_path))
    monkeypatch.setenv("KETABYAR_SECRET", SECRET)
    monkeypatch.delenv("KETABYAR_TRACKER_URL", raising=False)
    return tmp_path


@pytest.fixture
def agent(model: Path, home: Path, actions: ActionServer) -> Iterator[Any]:
    """The agent as the server opens it."""
    from engine.server import open_agent
    from engine.settings import EngineSettings
    from engine.tracker_store import unwrapped

    opened = open_agent(model, EngineSettings.load())
    yield opened
    unwrapped(opened.tracker_store).close()


@pytest.fixture
def turns(agent: Any) -> Any:
    """The turns of the agent."""
    from engine.turn import Turns

    return Turns(agent)


@pytest.fixture
def ask(turns: Any) -> Callable[..., Any]:
    """Run one turn and give its reply."""
    import msgspec

    from protocol.turns import TurnRequest

    count = iter(range(10_000))

    async def run(text: str, *, conversation: str = "c1", message_id: str | None = None, **more: Any) -> dict[str, Any]:
        body = {
            "conversation": conversation,
            "message_id": message_id or f"m{next(count)}",
            "text": text,
            "payload": False,
            "language": "fa",
            "signed_in": False,
            "channel": "web",
            **more,
        }
        reply: dict[str, Any] = msgspec.to_builtins(await turns.run(TurnRequest(**body)))
        return reply

    return run


@pytest.fixture
async def http(agent: Any, home: Path) -> AsyncIterator[Any]:
    """The engine's server on a free port: a client whose base address is the channel."""
    import socket

    import aiohttp
    from sanic import Sanic

    from engine.server import application
    from engine.settings import EngineSettings

    Sanic.test_mode = True
    app = application(agent, EngineSettings.load())
    sock = socket.socket()
    sock.bind(("127.0.0.1", 0))
    server = await app.create_server(sock=sock, return_asyncio_server=True, access_log=False)
    await server.startup()
    await server.before_start()
    await server.after_start()
    async with aiohttp.ClientSession(f"http://127.0.0.1:{sock.getsockname()[1]}") as client:
        yield client
    await server.before_stop()
    server.close()
    await server.wait_closed()
    Sanic._app_registry.clear()
