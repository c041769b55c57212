"""The interface between the gateway and its channels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.conversation.message import IncomingMessage
from bot.conversation.outcome import TurnOutcome
from crm.conversations.identities import Identity

__all__ = ["Accepted", "Channel", "Conversations", "DataAddress", "SignInAddress"]


@dataclass(frozen=True, slots=True)
class SignInAddress:
    """A one-time address of the sign-in page, to be given to this chat partner only.

    The number is shown beside it in the chat, and asked for or shown again on the page.
    """

    url: str
    number: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class DataAddress:
    """A short-lived address of the page of a chat's own data, to be given to this chat partner only."""

    url: str
    expires_at: datetime


class Accepted(Protocol):
    """A message that is in the journal (or was refused): it will be answered, whatever happens now."""

    async def outcome(self) -> TurnOutcome:
        """Wait for the end of its turn; cancelling the wait does not cancel the turn."""


class Conversations(Protocol):
    """The gateway as a channel sees it.

    The same message id again is answered with the replies that are kept, and nothing is done twice. Of every channel
    but the web the replies are in the outbox when the turn ends, and the channel sends them from there.
    A `TurnOutcome.refused` is for the caller to say (`refused.texts[outcome.language]`): nothing of it is kept, unless
    `refused.kept`: then there is nothing to say, and the answer comes after the gateway's next start.
    Errors of the store (crm.errors.StoreError) mean that the message was NOT taken: let it be delivered again.
    """

    async def accept(self, message: IncomingMessage) -> Accepted:
        """Put a message into the journal and return; its turn runs by itself."""

    async def receive(self, message: IncomingMessage) -> TurnOutcome:
        """Put a message into the journal, wait for its turn and return what it came to."""

    async def choose_language(self, identity: Identity, language: str) -> Identity:
        """Keep the language that the patron picked; it stays until they pick another."""

    async def sign_in_address(self, identity: Identity, claim: str | None = None) -> SignInAddress:
        """Make a one-time address at which this chat can be bound to a library card.

        `claim` is a secret of the page that asks, by which it alone gets a new token after the sign-in.
        """

    async def data_address(self, identity: Identity) -> DataAddress:
        """Make a short-lived address of the page on which everything about this chat partner is shown and erased."""


class Channel(Protocol):
    """A way in and out, run by the gateway for as long as it runs."""

    @property
    def name(self) -> str:
        """The channel's name in the store, such as `telegram`."""

    async def start(self) -> None:
        """Begin to take messages in and to send what the outbox holds."""

    async def stop(self) -> None:
        """Stop both, letting what is under way end."""

    async def show_writing(self, external_id: str) -> None:
        """Show a chat partner for some seconds that somebody is writing, where the channel can; never fails."""
