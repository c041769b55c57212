"""The shapes of the web channel's HTTP API."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec

from bot.conversation.outcome import TurnOutcome
from bot.conversation.rendering import CARDS
from bot.covered import in_words
from crm.conversations.identities import Identity
from crm.messages.views import MessageView
from protocol.values import MOST_CHARACTERS, Language

__all__ = [
    "Button",
    "Feedback",
    "Card",
    "CardList",
    "History",
    "LanguageChoice",
    "OpenMatter",
    "Message",
    "ParseSummary",
    "Said",
    "SessionOpened",
    "SessionRenewed",
    "SessionWanted",
    "SignInOffer",
    "SignInWanted",
    "State",
    "TurnAnswer",
    "Welcome",
    "message_of",
    "state_after",
    "state_of",
]

# A secret of one page, made there; enough letters that nobody guesses it.
Claim = Annotated[str, msgspec.Meta(min_length=32, max_length=128, pattern=r"^[\x21-\x7e]+$")]
# The largest key that either database counts to.
MOST_ID = 2**63 - 1


class SessionWanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A request for a new visitor."""

    language: Language | None = None


class SessionOpened(msgspec.Struct, frozen=True):
    """The visitor's secret token, given this once."""

    token: str
    language: str


class SessionRenewed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A request for the token after a sign-in, with the secrets that this page gave when it asked for its links."""

    claims: Annotated[list[Claim], msgspec.Meta(min_length=1, max_length=8)]


class State(msgspec.Struct, frozen=True):
    """The state of the conversation; messages up to `history_after` are not to be shown any more.

    `lapsed`: nobody is signed in any more since the time for it was over. `staff_writes`: a librarian is writing now;
    it holds for some seconds, unless it is said again.
    """

    language: str
    signed_in: bool
    status: str
    history_after: int = 0
    lapsed: bool = False
    staff_writes: bool = False


class Said(msgspec.Struct, frozen=True):
    """A message: a text, or a button's payload with its title."""

    # No control characters: PostgreSQL keeps no NUL.
    client_message_id: Annotated[str, msgspec.Meta(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$")]
    text: str | None = None
    payload: Annotated[str, msgspec.Meta(max_length=MOST_CHARACTERS)] | None = None
    title: Annotated[str, msgspec.Meta(max_length=300)] | None = None
    language: Language | None = None


class LanguageChoice(msgspec.Struct, frozen=True):
    """The choice of the conversation's language."""

    language: Language


class Feedback(msgspec.Struct, frozen=True):
    """A rating of an answer: helpful (1) or not (-1)."""

    message_id: Annotated[int, msgspec.Meta(ge=1, le=MOST_ID)]
    value: Literal[1, -1]


class Button(msgspec.Struct, frozen=True):
    """A quick reply."""

    title: str
    payload: str


class Card(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing of a list: a title, a loan, a reservation, an event.

    `lines` are what the text says of it besides its name, `press` is the payload that its name sends, `n` its number.
    """

    title: str
    lines: list[str]
    author: str = ""
    n: str = ""
    isbn: str = ""
    press: str = ""
    buttons: list[Button] = []


class CardList(msgspec.Struct, frozen=True):
    """A list in an answer, whose lines `first` to `last` of the text (from 0) say the same; `kind` is what of."""

    kind: str
    first: int
    last: int
    items: list[Card]


class Message(msgspec.Struct, frozen=True):
    """One message of the conversation; `client_message_id` comes back with the patron's own.

    `by` is the name of the librarian who wrote it; `lists` are the lists in its text once more, thing by thing.
    """

    id: int
    sender: str
    text: str
    buttons: list[Button]
    sign_in: bool
    my_data: bool
    language: str | None
    at: datetime
    client_message_id: str | None = None
    by: str | None = None
    lists: list[CardList] = []


class ParseSummary(msgspec.Struct, frozen=True):
    """The engine's reading."""

    intent: str | None
    confidence: float


class TurnAnswer(msgspec.Struct, frozen=True):
    """The answer to one message."""

    messages: list[Message]
    message: Message
    parse: ParseSummary | None
    duplicate: bool
    state: State


class History(msgspec.Struct, frozen=True):
    """Messages in order, and the state of the conversation."""

    messages: list[Message]
    state: State


class SignInWanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A request for a sign-in address; with a claim, a new token is fetched afterwards."""

    claim: Claim


class SignInOffer(msgspec.Struct, frozen=True):
    """A one-time address where card number and PIN may be given, and the number that is asked for there."""

    url: str
    number: str
    expires_at: datetime


class OpenMatter(msgspec.Struct, frozen=True):
    """One thing that is open for the visitor: what a button says of it, and the message that it sends."""

    title: dict[str, str]
    payload: str


class Welcome(msgspec.Struct, frozen=True):
    """What is told before anything is said: who is there now, and what is open for this visitor."""

    presence: dict[str, str]
    matters: list[OpenMatter]


class DataOffer(msgspec.Struct, frozen=True):
    """A short-lived address where everything that is kept about the visitor is shown, and can be erased."""

    url: str
    expires_at: datetime


def state_of(identity: Identity, status: str) -> State:
    """Say how the conversation of a chat partner stands."""
    lapsed = identity.lapsed_at is not None
    return State(identity.language, identity.is_signed_in, status, identity.history_after, lapsed)


def state_after(outcome: TurnOutcome) -> State:
    """Say how the conversation stands after a turn."""
    return State(outcome.language, outcome.signed_in, outcome.status, outcome.history_after)


def message_of(view: MessageView) -> Message:
    """Show a stored message as the web channel gives it out."""
    custom: dict[str, Any] = view.custom or {}
    return Message(
        id=view.id,
        sender=view.sender,
        text=in_words(view.language or "en", view.text or ""),
        buttons=[Button(button["title"], button["payload"]) for button in view.buttons or ()],
        sign_in=bool(custom.get("sign_in")),
        my_data=bool(custom.get("my_data")),
        language=view.language,
        at=view.created_at,
        client_message_id=view.client_message_id if view.sender == "patron" else None,
        by=view.by if view.sender == "staff" else None,
        lists=msgspec.convert(custom.get(CARDS, []), list[CardList]) if view.text else [],
    )
