"""Services of the web channel's handlers, built once for the whole application."""

from __future__ import annotations

from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.channels.web import wire
from bot.channels.web.hearing import CHANGED
from bot.channels.web.hub import TOLD, Hub
from bot.channels.web.visitors import Visitors
from bot.content.project import Project
from bot.conversation.message import WEB
from bot.conversation.outcome import TurnOutcome
from bot.conversation.rates import RateLimit
from bot.conversation.service import ConversationService
from bot.conversation.signs import LiveSigns
from bot.engine_client import EngineClient
from bot.settings import Settings
from bot.sharing.signals import Signals
from crm.conversations.open_turns import OpenTurn
from crm.database.store import Store
from crm.messages.views import MessageView
from library.port import Library

__all__ = ["Gateway", "PinWriter", "StreamListener"]


class PinWriter(Protocol):
    """What sends letters about PINs beside a request, so that no time tells whether one was sent."""

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels on which letters can be sent: email, sms."""

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside."""

    async def done(self) -> None:
        """Wait for all that was begun."""

    async def finish(self, seconds: float) -> None:
        """Send what is on its way before the gateway stops."""

    async def send(self, addresses: Mapping[str, str], subject: str, said: str, language: str) -> bool:
        """Hand one letter to each address; tell whether every one was taken."""


@dataclass(frozen=True, slots=True)
class Gateway:
    """The services that a handler may need; `pin_letters` where patrons may give themselves a PIN.

    code: the hash of the code by which messages are read, as it was when the gateway started; empty if unknown.
    """

    settings: Settings
    store: Store
    library: Library
    engine: EngineClient
    conversations: ConversationService
    visitors: Visitors
    hub: Hub
    new_sessions: RateLimit
    welcomes: RateLimit
    signs: LiveSigns
    signals: Signals
    content: Project
    pin_letters: PinWriter | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class StreamListener:
    """Passes events of conversations on to the open event streams (bot.conversation.conductor.Listener)."""

    hub: Hub
    signals: Signals

    def told(self, turn: OpenTurn, messages: Sequence[MessageView], outcome: TurnOutcome) -> None:
        """Send the messages of a turn on the web to the chat partner's streams, here and at other gateways."""
        self.signals.tell(TOLD, turn.identity_id)
        if turn.channel == WEB and self.hub.listening(turn.identity_id):
            self.hub.tell(turn.identity_id, messages, wire.state_after(outcome))

    def changed(self, identity_id: int) -> None:
        """Hear of a changed language or binding, which every request reads from the store."""
        self.signals.tell(CHANGED, identity_id)
