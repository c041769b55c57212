"""The web channel's HTTP API (its shapes are in bot.channels.web.wire, its description at /schema)."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Any

from litestar import Controller, Request, get, post
from litestar.di import Provide
from litestar.params import Parameter
from litestar.response import ServerSentEventMessage, Stream

from bot.channels.web import welcome, wire
from bot.channels.web.guards import address_of, allowed_origin, bearer, needs_origin, visitor
from bot.channels.web.hearing import PATRON_WRITES
from bot.channels.web.hub import OpenStream, message_event, presence_event, shown, state_event
from bot.channels.web.services import Gateway
from bot.channels.web.tries import tried_by_staff
from bot.conversation.message import IncomingMessage, Pressed
from bot.conversation.outcome import TurnOutcome
from bot.conversation.wording import TurnProblem
from bot.web.description import ORIGIN, STAFF, VISITOR, told
from bot.web.problems import ProblemRaised, refused
from crm.conversations import feedback, identities
from crm.conversations.identities import Identity
from crm.messages import outbox
from crm.messages.views import messages_after
from crm.sign_in.addresses import counted

__all__ = ["ChatApi"]

PAGE = 200
# What any of these routes may refuse, and what those of a visitor may.
ANYBODYS = (TurnProblem.BAD_ORIGIN,)
VISITORS = (TurnProblem.BAD_ORIGIN, TurnProblem.NOT_SIGNED)
AfterId = Annotated[
    int, Parameter(query="after", ge=0, le=wire.MOST_ID, description="the id of the last message that is known")
]

HearsPresence = Annotated[
    bool, Parameter(query="presence", description="also hear, as an event `presence`, whether a librarian is there")
]


class ChatApi(Controller):
    """Handlers of a website visitor's chat with the bot.

    A visitor is proved by the token of `POST /session`, sent as `Authorization: Bearer TOKEN`.
    """

    path = "/api/chat"
    guards = [allowed_origin]  # noqa: RUF012 - the framework's way
    dependencies = {"visitor": Provide(visitor)}  # noqa: RUF012
    tags = ["chat"]  # noqa: RUF012

    @post(
        "/session",
        guards=[needs_origin],
        summary="Begin as a new visitor",
        operation_class=told(
            *ANYBODYS, TurnProblem.TOO_MANY_SESSIONS, by=(STAFF,), or_nobody=True, parameters=(ORIGIN,)
        ),
    )
    async def open_session(
        self, request: Request[Any, Any, Any], data: wire.SessionWanted, gateway: Gateway
    ) -> wire.SessionOpened:
        """Make a visitor and give out their token; it cannot be read again."""
        address = counted(address_of(request))
        wait = await gateway.new_sessions.take(address)
        if wait > 0:
            raise ProblemRaised(TurnProblem.TOO_MANY_SESSIONS, retry_after=wait)
        language = data.language or gateway.settings.default_language
        is_test = await tried_by_staff(request, gateway)
        _, token = await gateway.visitors.create(language, address, is_test=is_test)
        return wire.SessionOpened(token, language)

    @post(
        "/session/renew",
        status_code=200,
        guards=[needs_origin],
        summary="Go on after a sign-in",
        operation_class=told(*ANYBODYS, TurnProblem.TOO_MANY_SESSIONS, TurnProblem.NOT_FOUND, parameters=(ORIGIN,)),
    )
    async def renew_session(
        self, request: Request[Any, Any, Any], data: wire.SessionRenewed, gateway: Gateway
    ) -> wire.SessionOpened:
        """Give the page that asked for the link its visitor's new token: the one of before the sign-in has ended."""
        wait = await gateway.new_sessions.take(counted(address_of(request)))
        if wait > 0:
            raise ProblemRaised(TurnProblem.TOO_MANY_SESSIONS, retry_after=wait)
        renewed = await identities.renew_token(gateway.store, data.claims)
        if renewed is None:
            raise ProblemRaised(TurnProblem.NOT_FOUND)
        identity, token = renewed
        return wire.SessionOpened(token, identity.language)

    @get("/session", summary="See how the conversation stands", operation_class=told(*VISITORS, by=(VISITOR,)))
    async def see_session(self, visitor: Identity, gateway: Gateway) -> wire.State:
        """Give language, sign-in and status."""
        return await gateway.hub.state(visitor)

    @post(
        "/messages",
        status_code=200,
        summary="Say something and get the answer",
        operation_class=told(
            *VISITORS,
            TurnProblem.EMPTY,
            TurnProblem.TOO_LONG,
            TurnProblem.BAD_PAYLOAD,
            TurnProblem.TOO_MANY,
            by=(VISITOR,),
            # Either a text or a payload, which its shape does not say.
            example={"client_message_id": "1", "text": "When do you open?"},
        ),
    )
    async def say(self, visitor: Identity, data: wire.Said, gateway: Gateway) -> wire.TurnAnswer:
        """Answer one message; the same client_message_id again gives the same answer."""
        if (data.text is None) == (data.payload is None):
            raise ProblemRaised(TurnProblem.BAD_REQUEST if data.text is not None else TurnProblem.EMPTY)
        said = data.text if data.payload is None else Pressed(data.payload, data.title)
        assert said is not None  # noqa: S101 - one of the two is there
        gateway.signs.patron_wrote(visitor.id)
        message = IncomingMessage(visitor, data.client_message_id, said, data.language)
        return _answer(await gateway.conversations.receive(message))

    @post(
        "/writing",
        status_code=204,
        summary="Say that a message is being written",
        operation_class=told(*VISITORS, by=(VISITOR,)),
    )
    async def write(self, visitor: Identity, gateway: Gateway) -> None:
        """Show a librarian who is waited for, or in the conversation, that something is coming; nothing is kept."""
        gateway.signs.patron_writes(visitor.id)
        gateway.signals.tell(PATRON_WRITES, visitor.id)

    @get("/messages", summary="Read the messages after one", operation_class=told(*VISITORS, by=(VISITOR,)))
    async def read(self, visitor: Identity, gateway: Gateway, after_id: AfterId = 0) -> wire.History:
        """Give the visitor's messages in order, at most 200."""
        views = await messages_after(gateway.store, visitor.id, after_id, limit=PAGE)
        await outbox.read(gateway.store, visitor.id, {view.id for view in views})
        return wire.History([wire.message_of(view) for view in shown(views)], await gateway.hub.state(visitor))

    @get(
        "/events",
        media_type="text/event-stream",
        summary="Hear of messages as they come",
        operation_class=told(*VISITORS, by=(VISITOR,), bodies={200: ("text/event-stream",)}),
    )
    async def events(
        self,
        request: Request[Any, Any, Any],
        visitor: Identity,
        gateway: Gateway,
        after_id: AfterId = 0,
        presence: HearsPresence = False,
    ) -> Stream:
        """Stream what is kept after an id, then what comes, as server-sent events."""
        standing = (await identities.standings(gateway.store, [visitor.id])).get(visitor.id)
        subscription = gateway.hub.subscribe(visitor.id, standing, after_id, hears_presence=presence)
        # A sign-in may have ended the token while it was looked up, and the streams before there was this one.
        if await gateway.visitors.find(bearer(request)) is None:
            gateway.hub.unsubscribe(visitor.id, subscription)
            raise ProblemRaised(TurnProblem.NOT_SIGNED)
        # Not ServerSentEvent: it may end before `_stream` begins, and then nobody would unsubscribe (decisions/0001).
        return Stream(
            _stream(gateway, visitor, subscription, after_id),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )

    @get(
        "/welcome",
        summary="See who is there and what is open",
        operation_class=told(*ANYBODYS, TurnProblem.TOO_MANY, by=(VISITOR,), or_nobody=True),
    )
    async def welcome(self, request: Request[Any, Any, Any], gateway: Gateway) -> wire.Welcome:
        """Give what is told before anything is said; without a token nothing of anybody."""
        known = await gateway.visitors.find(bearer(request))
        # Each time it asks the library system about the account.
        wait = 0.0 if known is None else await gateway.welcomes.take(known.id)
        if wait > 0:
            raise ProblemRaised(TurnProblem.TOO_MANY, retry_after=wait)
        return await welcome.told(gateway, known)

    @post(
        "/sign-in",
        status_code=200,
        summary="Get a one-time address to sign in at",
        operation_class=told(*VISITORS, by=(VISITOR,)),
    )
    async def sign_in(self, visitor: Identity, data: wire.SignInWanted, gateway: Gateway) -> wire.SignInOffer:
        """Make an address of the sign-in page for this visitor alone."""
        offer = await gateway.conversations.sign_in_address(visitor, data.claim)
        return wire.SignInOffer(offer.url, offer.number, offer.expires_at)

    @post(
        "/my-data",
        status_code=200,
        summary="Get a short-lived address of the page of one's own data",
        operation_class=told(*VISITORS, by=(VISITOR,)),
    )
    async def my_data(self, visitor: Identity, gateway: Gateway) -> wire.DataOffer:
        """Make an address of the page on which what is kept about this visitor is shown and erased."""
        offer = await gateway.conversations.data_address(visitor)
        return wire.DataOffer(offer.url, offer.expires_at)

    @post("/language", status_code=200, summary="Choose the language", operation_class=told(*VISITORS, by=(VISITOR,)))
    async def choose_language(self, visitor: Identity, data: wire.LanguageChoice, gateway: Gateway) -> wire.State:
        """Keep the language that the visitor picked."""
        identity = await gateway.conversations.choose_language(visitor, data.language)
        state = await gateway.hub.state(identity)
        gateway.hub.tell(visitor.id, (), state)
        return state

    @post(
        "/feedback",
        status_code=204,
        summary="Say whether an answer helped",
        operation_class=told(*VISITORS, TurnProblem.NOT_FOUND, by=(VISITOR,)),
    )
    async def rate(self, visitor: Identity, data: wire.Feedback, gateway: Gateway) -> None:
        """Keep one thumb for an answer that this visitor got."""
        await feedback.thumb(gateway.store, data.message_id, visitor.id, data.value)


async def _stream(
    gateway: Gateway, identity: Identity, subscription: OpenStream, after_id: int
) -> AsyncIterator[bytes]:
    async def replay() -> Sequence[ServerSentEventMessage]:
        events: list[ServerSentEventMessage] = []
        last = after_id
        while views := await messages_after(gateway.store, identity.id, last, limit=PAGE):
            events.extend(message_event(wire.message_of(view)) for view in shown(views))
            last = views[-1].id
            await outbox.read(gateway.store, identity.id, {view.id for view in views})
        # As it is now: whoever asked may have changed the language since, when nothing was told to this stream yet.
        now = await identities.identity(gateway.store, identity.id)
        events.append(state_event(await gateway.hub.state(now)))
        if subscription.hears_presence:
            events.append(presence_event(await welcome.presence(gateway)))
        return events

    try:
        async with contextlib.aclosing(subscription.events(replay)) as events:
            async for event in events:
                yield event.encode()
    finally:
        gateway.hub.unsubscribe(identity.id, subscription)


def _answer(outcome: TurnOutcome) -> wire.TurnAnswer:
    if outcome.refused is not None:
        raise refused(outcome.refused)
    assert outcome.message is not None  # noqa: S101 - only a refused turn has none
    parse = outcome.parse
    return wire.TurnAnswer(
        messages=[wire.message_of(view) for view in outcome.replies],
        message=wire.message_of(outcome.message),
        parse=None if parse is None else wire.ParseSummary(parse.intent, parse.confidence),
        duplicate=outcome.duplicate,
        state=wire.state_after(outcome),
    )
