"""A message as a channel hands it in."""

from __future__ import annotations

from dataclasses import dataclass, field

from crm.conversations.identities import Identity
from language.keyboard import as_meant

__all__ = ["WEB", "IncomingMessage", "Pressed", "goes_to_outbox"]

WEB = "web_chat"


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button that was pressed: what it sends, and what stood on it."""

    payload: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class IncomingMessage:
    """One message of a chat partner, unmasked: words, or a button.

    `id` is the channel's own id of it: the same id again is answered with the replies that are kept.
    """

    identity: Identity
    id: str
    said: str | Pressed = field(repr=False)
    language_hint: str | None = None

    @property
    def channel(self) -> str:
        """The channel it came by: its chat partner's."""
        return self.identity.channel

    @property
    def text(self) -> str | None:
        """What was typed, as the keyboard was meant; None for a button."""
        return None if isinstance(self.said, Pressed) else as_meant(self.said)

    @property
    def payload(self) -> str | None:
        """What a button sends; None for words."""
        return self.said.payload if isinstance(self.said, Pressed) else None

    @property
    def title(self) -> str | None:
        """What stood on a button."""
        return self.said.title if isinstance(self.said, Pressed) else None


def goes_to_outbox(channel: str) -> bool:
    """Tell whether a channel sends replies from the outbox; the web gives them out with its answer, or by their ids.

    It is the channel's way, not the message's: a turn that is taken up later is delivered as it would have been.
    """
    return channel != WEB
