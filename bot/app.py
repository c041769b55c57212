"""Composition of the gateway: store, library, engine, conversations, channels, jobs and web application."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from litestar import Litestar, Request
from litestar.config.cors import CORSConfig
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin, YamlRenderPlugin
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.static_files import create_static_files_router
from litestar.template.config import TemplateConfig
from litestar.types import ASGIApp, ControllerRouterHandler

from bot.channels.telegram.messengers import messengers
from bot.channels.web.api import ChatApi
from bot.channels.web.hearing import Hearing
from bot.channels.web.hub import Hub
from bot.channels.web.presence import telling_presence
from bot.channels.web.services import Gateway, PinWriter, StreamListener
from bot.channels.web.visitors import Visitors
from bot.console.figures.mailing import report_jobs
from bot.console.frame.access import check_routes
from bot.console.frame.errors import with_console
from bot.console.frame.events import ConsoleEvents
from bot.console.frame.parts import Console
from bot.console.frame.routes import console_routes
from bot.content.leftovers import sweep
from bot.content.sharing import shared_project
from bot.conversation.answering import Answering
from bot.conversation.conductor import Conductor
from bot.conversation.order import TurnOrder
from bot.conversation.rates import RateLimit, Rates
from bot.conversation.service import ConversationService
from bot.conversation.signs import LiveSigns
from bot.conversation.wording import Wording
from bot.engine_client import EngineClient
from bot.health import Health, own_code
from bot.jobs.chores import jobs
from bot.jobs.learning import learning_jobs
from bot.jobs.runner import JobRunner
from bot.models.notes import EngineNotes
from bot.models.service import ModelService
from bot.pages.first_pin import FirstPinPage
from bot.pages.my_data import MyDataPage
from bot.pages.not_found import with_page
from bot.pages.notices import StopNoticesPage
from bot.pages.privacy import privacy_page
from bot.pages.report_mail import StopReportsPage
from bot.pages.sign_in import SignInPage
from bot.pages.site import library_page, library_page_head, widget
from bot.secret_change import change_forgotten
from bot.settings import ROOT, Settings
from bot.sharing.background import beside
from bot.sharing.engine_directory import EngineDirectory
from bot.sharing.membership import Membership
from bot.sharing.signals import Signals
from bot.texts import load_texts
from bot.watching.endpoint import Metrics
from bot.watching.standing import Watch
from bot.web.api_page import ApiPage
from bot.web.description import ABOUT, MOST_BYTES, SCHEMES
from bot.web.problems import HANDLERS
from bot.web.shell import Shell
from crm.audit import seal
from crm.database.store import Store
from crm.library_info.in_service import refuse_demo_mode
from crm.messages import outbox
from crm.secret.standing import note_begun
from crm.sign_in.demonstration import refuse_demonstration
from library import open_library
from protocol.home import Home

if TYPE_CHECKING:
    from bot.channels.telegram.channel import MessengerChannel

__all__ = ["Running", "litestar_app", "running_gateway"]

log = logging.getLogger(__name__)

WEB = Path(__file__).resolve().parent / "pages"
# Less than the server waits for its connections (bot.__main__).
DRAIN_SECONDS = 3.0
# Messages that one chat may send at once, before the rate a minute counts: more than anybody types.
BURST = 20
# New visitors of one address: a class behind one router opens the page at once, and goes on doing so.
NEW_VISITORS, NEW_VISITORS_A_MINUTE = 120, 60
# First screens of one visitor: a page asks every five minutes, and anew after a sign-in and a sign-out.
WELCOMES, WELCOMES_A_MINUTE = 12, 4
ENGINE_START_ASKS = 120


class Running:
    """A gateway at work: what a server has to serve, and the parts that have to be told of its end."""

    def __init__(self, asgi: ASGIApp, gateway: Gateway, console: Console) -> None:
        self.asgi = asgi
        self.gateway = gateway
        self.console = console
        self._draining: asyncio.Future[None] | None = None

    def hang_up(self) -> None:
        """End the open event streams, and soon the turns, so that a server that waits for its connections can stop.

        Who waits for a turn that does not end in time is told to ask again, while there is still a server to say so.
        """
        self.gateway.hub.close()
        self.console.events.close()
        self._draining = asyncio.ensure_future(self.gateway.conversations.drain(DRAIN_SECONDS))


class _Origins(CORSConfig):
    """The origins of the gateway that is behind the application now; until then there are none."""

    def is_origin_allowed(self, origin: str) -> bool:
        """Tell whether pages of an origin may use the web channel."""
        return origin in self.allow_origins


def litestar_app(settings: Settings, routes: Sequence[ControllerRouterHandler] = ()) -> Litestar:
    """Make the application that every gateway with such settings serves; `routes` are those of other channels."""
    app = Litestar(
        route_handlers=[
            ChatApi,
            SignInPage,
            FirstPinPage,
            MyDataPage,
            StopNoticesPage,
            StopReportsPage,
            Health,
            Metrics,
            library_page,
            library_page_head,
            privacy_page,
            widget,
            create_static_files_router(
                path="/static",
                directories=[WEB / "static"],
                cache_control=None,
                include_in_schema=False,
            ),
            *console_routes(),
            *routes,
        ],
        dependencies={"gateway": Provide(_gateway, sync_to_thread=False)},
        exception_handlers=with_console(with_page(HANDLERS)),
        request_max_body_size=MOST_BYTES,
        cors_config=_Origins(
            allow_origins=[],
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type"],
            expose_headers=["Retry-After"],
            max_age=600,
        ),
        template_config=TemplateConfig(directory=WEB / "templates", engine=JinjaTemplateEngine),
        # The description is for developers; a library's patrons have no use for it.
        openapi_config=None
        if settings.environment == "production"
        else OpenAPIConfig(
            title="ketabyar",
            version=version("ketabyar"),
            description=ABOUT,
            path="/schema",
            render_plugins=[ApiPage(path=["/", "/swagger"]), JsonRenderPlugin(), YamlRenderPlugin()],
            components=SCHEMES,
            use_handler_docstrings=True,
        ),
        logging_config=None,
        debug=False,
    )
    check_routes(app)
    return app


def _gateway(request: Request[Any, Any, Any]) -> Gateway:
    gateway: Gateway = request.app.state["gateway"]
    return gateway


def web_app(app: Litestar, gateway: Gateway, console: Console) -> ASGIApp:
    """Put a gateway and its console behind an application, and the shell around it."""
    app.state["gateway"], app.state["console"], app.state["watch"] = gateway, console, console.watch
    settings = gateway.settings
    if app.cors_config is not None:
        app.cors_config.allow_origins = sorted(settings.allowed_origins)
    return Shell(app, sites=settings.allowed_origins, https=settings.public_url.startswith("https://"))


async def _tell_of_change(settings: Settings, store: Store) -> None:
    """Note that the secret is being changed, and warn of a change that has been forgotten."""
    await note_begun(store)
    for told in await change_forgotten(settings, store):
        log.warning("%s", told)


@asynccontextmanager
async def running_gateway(settings: Settings, app: Litestar | None = None) -> AsyncIterator[Running]:
    """Open everything, take up the turns that were left, and close everything again at the end.

    An application that an earlier gateway of such settings has served may be given; to make one takes most of a start.
    """
    async with AsyncExitStack() as stack:
        store = await Store.open(settings.database_url, clock=settings.clock(), **settings.store_keys)
        stack.push_async_callback(store.close)
        if settings.environment == "production":
            await refuse_demonstration(store)
        else:
            await refuse_demo_mode(store, str(Home(settings.home).settings))
        directory = EngineDirectory(store)
        await stack.enter_async_context(directory.followed())
        engine = await stack.enter_async_context(
            EngineClient(
                settings.engine_url,
                settings.engine_secret,
                follow=EngineNotes(settings.home).current_path,
                directory=directory,
            )
        )
        wording = Wording.load(ROOT / "domain.yml")
        await asyncio.to_thread(sweep, settings.home)
        content = shared_project(settings.home, store)
        if content.shared is not None:
            await stack.enter_async_context(beside(content.shared.follow(), "content"))
        wording.follow(content, store.clock)
        await wording.refresh(store)
        load_texts()
        if settings.environment == "production":
            # With another secret every card and PIN would be wrong: said before anything is written.
            await seal.prove(store)
        await _tell_of_change(settings, store)
        membership = Membership(store, Home(settings.home).presence)
        await stack.enter_async_context(membership.joined())

        def limit(name: str, rates: Rates) -> RateLimit:
            return RateLimit(rates, membership, store=store, name=name)

        library = open_library(store, store.clock, settings)
        stack.push_async_callback(library.close)
        conductor = Conductor(store, Answering(engine, turn_seconds=settings.turn_seconds), wording)
        conversations = ConversationService(
            store,
            conductor,
            session_minutes=settings.session_minutes,
            default_language=settings.default_language,
            public_url=settings.public_url,
            bounds=settings.sign_in_bounds,
            rates=limit("messages", Rates(per_minute=settings.messages_per_minute, burst=BURST)),
            order=TurnOrder(store, membership),
        )
        signals = Signals(store, settings.redis_url)
        hub = Hub(store, signals.tell)
        events = ConsoleEvents()
        conductor.listeners += [StreamListener(hub, signals), events]
        signs = LiveSigns()
        signs.listeners.append(events.publish)
        hearing = Hearing(store, hub, signs, signals, events.publish)
        gateway = Gateway(
            settings=settings,
            store=store,
            library=library,
            engine=engine,
            conversations=conversations,
            visitors=Visitors(store),
            hub=hub,
            new_sessions=limit("visitors", Rates(per_minute=NEW_VISITORS_A_MINUTE, burst=NEW_VISITORS, is_shared=True)),
            welcomes=limit("welcomes", Rates(per_minute=WELCOMES_A_MINUTE, burst=WELCOMES)),
            signs=signs,
            signals=signals,
            content=content,
            pin_letters=_pin_letters(settings, store),
            code=await asyncio.to_thread(own_code),
        )
        if gateway.pin_letters is not None:
            stack.push_async_callback(gateway.pin_letters.finish, DRAIN_SECONDS)
        chats = _messengers(settings, store, conversations, membership)
        conductor.listeners += chats
        await outbox.recover(store)
        left = await conversations.resume(lambda: _until_ready(engine))
        if left:
            log.warning("%d turns were left by an earlier run and are taken up now", left)
        stack.push_async_callback(conversations.drain, DRAIN_SECONDS)
        runner = JobRunner(
            [
                *jobs(settings, store, engine, conversations, hub, wording, library),
                *learning_jobs(store, engine),
                *report_jobs(settings, store),
            ],
            membership.lease("jobs"),
        )
        await runner.start()
        stack.push_async_callback(runner.stop)
        await stack.enter_async_context(hearing.running())
        await stack.enter_async_context(telling_presence(gateway))
        await stack.enter_async_context(signals.running())
        for chat in chats:
            await chat.start()
            stack.push_async_callback(chat.stop)
        if settings.notice_channels & {"email", "sms"}:
            from bot.channels.letters import letter_senders

            for sender in letter_senders(settings, store, membership):
                sender.start()
                stack.push_async_callback(sender.stop)
        stack.callback(hub.close)
        stack.callback(events.close)
        works = await stack.enter_async_context(ModelService(settings, store))
        console = Console.of(gateway, wording, events, works, Watch(gateway, runner, events), chats)
        if app is None:
            app = litestar_app(settings, [route for chat in chats for route in chat.routes])
        yield Running(web_app(app, gateway, console), gateway, console)


def _pin_letters(settings: Settings, store: Store) -> PinWriter | None:
    """Make what sends codes for PINs, where our own store keeps them and the library can write to patrons."""
    if not (settings.checks_cards and settings.notice_channels & {"email", "sms"}):
        return None
    from bot.channels.letters import pin_letters

    return pin_letters.PinLetters(settings, store.clock)


def _messengers(
    settings: Settings, store: Store, conversations: ConversationService, membership: Membership
) -> list[MessengerChannel]:
    """Make the channels of messengers when one is wanted: their library takes a tenth of the gateway's start."""
    if not settings.messengers:
        return []
    from bot.channels.telegram.channel import MessengerChannel

    made = [MessengerChannel.made(bot, settings, store, conversations, membership) for bot in messengers(settings)]
    return [channel for channel in made if channel is not None]


async def _until_ready(engine: EngineClient) -> None:
    """Wait for the engine, which starts more slowly than we do; not for ever, the turn itself tries again."""
    for _ in range(ENGINE_START_ASKS):
        if await engine.ready():
            return
        await asyncio.sleep(0.5)
