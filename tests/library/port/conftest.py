"""The small library behind the port, on either database."""

from __future__ import annotations

import pytest

from crm.conversations import identities
from crm.conversations.closing import Reply, TurnResult, close_turn
from crm.conversations.journal import Inbound, record_inbound
from crm.database.store import Store
from crm.database.turn_guard import AskingMessage
from library import Library, open_library, seed
from protocol.clock import FixedClock
from tests.support.filled_once import filled_once
from tests.support.givens import SMALL_LIBRARY


@pytest.fixture
async def embedded(store: Store, clock: FixedClock) -> Library:
    """The embedded library with small.yml in it."""
    await filled_once(store, "small", lambda: seed.load(store, SMALL_LIBRARY))
    return open_library(store, clock)


@pytest.fixture
async def open_turn(store: Store) -> AskingMessage:
    """A patron's message whose answer is awaited."""
    identity, _ = await identities.create_visitor(store, language="en")
    recorded = await record_inbound(store, Inbound("web_chat", identity.id, "open", "please", language="en"))
    return AskingMessage(recorded.interaction.engine_conversation, "open")


@pytest.fixture
async def closed_turn(store: Store) -> AskingMessage:
    """A patron's message that got an apology."""
    identity, _ = await identities.create_visitor(store, language="en")
    recorded = await record_inbound(store, Inbound("web_chat", identity.id, "over", "please", language="en"))
    result = TurnResult(recorded.journal_id, recorded.interaction.id, [Reply("sorry")], failed="timeout")
    await close_turn(store, result)
    return AskingMessage(recorded.interaction.engine_conversation, "over")
