"""The parts of a gateway that a messenger has to do with, at work."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import time
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.channels.telegram.channel import MessengerChannel
from bot.channels.telegram.messengers import messengers
from bot.conversation.answering import Answering
from bot.conversation.conductor import Conductor
from bot.conversation.order import TurnOrder
from bot.conversation.rates import RateLimit, Rates
from bot.conversation.service import ConversationService
from bot.conversation.wording import Wording
from bot.engine_client import EngineClient
from bot.settings import ROOT, Settings
from bot.sharing.membership import Membership
from crm.database.store import Store
from crm.messages import outbox
from crm.records import ChannelIdentity, Interaction, Journal, Message, Outbox
from protocol.clock import SystemClock
from tests.support.fake_engine import FakeEngine
from tests.support.statements import found
from tests.support.telegram_peer import TOKEN, Telegram
from tests.support.waiting import eventually

SECRET = "a-shared-secret-for-the-tests"
WEBHOOK_SECRET = "a-webhook-secret_for-the-tests"


class Gateway:
    """The parts of the gateway that a messenger has to do with, made as the gateway makes them."""

    def __init__(self, store: Store, service: ConversationService, channel: MessengerChannel) -> None:
        self.store = store
        self.service = service
        self.channel = channel

    async def rows(self, record: Any) -> list[Any]:
        return await found(self.store, select(record).order_by(record.id))

    async def messages(self) -> list[tuple[str, str]]:
        return [(row.sender, row.body) for row in await self.rows(Message)]

    async def identities(self) -> list[ChannelIdentity]:
        return await self.rows(ChannelIdentity)

    async def interactions(self) -> list[Interaction]:
        return await self.rows(Interaction)

    async def journal(self) -> list[Journal]:
        return await self.rows(Journal)

    async def outbox(self) -> list[tuple[str, str | None]]:
        return [(row.state, row.error) for row in await self.rows(Outbox)]

    async def settled(self, count: int, seconds: float = 10.0) -> list[tuple[str, str | None]]:
        """Wait until so many messages of the outbox have come to their end."""

        async def ended() -> list[tuple[str, str | None]] | None:
            states = await self.outbox()
            return states if len([s for s, _ in states if s in ("sent", "failed", "dropped")]) >= count else None

        return await eventually(ended, seconds) or []


@asynccontextmanager
async def running(
    home: Path, world: Telegram, engine: FakeEngine, *, busy_seconds: float = 5.0, **changes: Any
) -> AsyncIterator[Gateway]:
    """Run a gateway on the state folder `home`, which has its store and outlives it."""
    values: dict[str, Any] = {
        "home": home,
        "secret": SECRET,
        "database_url": f"sqlite:///{home / 'store.sqlite3'}",
        "public_url": "https://library.example",
        f"{world.channel}_token": TOKEN,
        f"{world.channel}_base_url": world.base_url,
        **changes,
    }
    # Notices come whatever hour it is.
    values = {"notice_quiet_from": time(0), "notice_quiet_until": time(0), **values}
    settings = Settings(**values)
    async with AsyncExitStack() as stack:
        store = await Store.open(
            settings.database_url,
            clock=SystemClock(),
            **settings.store_keys,
            busy_seconds=busy_seconds,
        )
        stack.push_async_callback(store.close)
        membership = Membership(store)
        await stack.enter_async_context(membership.joined())
        client = await stack.enter_async_context(EngineClient(engine.url, settings.engine_secret))
        conductor = Conductor(store, Answering(client, turn_seconds=5.0), Wording.load(ROOT / "domain.yml"))
        service = ConversationService(
            store,
            conductor,
            session_minutes=settings.session_minutes,
            default_language=settings.default_language,
            public_url=settings.public_url,
            rates=RateLimit(Rates(per_minute=600, burst=100)),
            order=TurnOrder(store, membership),
        )
        channels = [
            MessengerChannel(bot, settings, store, service, membership=membership, first_pause=0.05)
            for bot in messengers(settings)
        ]
        conductor.listeners += channels
        await outbox.recover(store)
        await service.resume()
        for channel in channels:
            await channel.start()
        try:
            yield Gateway(store, service, channels[0])
        finally:
            for channel in channels:
                await channel.stop()
            await service.drain(2.0)
