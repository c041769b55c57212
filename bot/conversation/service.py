"""The main road: a message into the journal, then each chat's turns in order, even if the sender leaves."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.conversation.channel import DataAddress, SignInAddress
from bot.conversation.conductor import Conductor
from bot.conversation.inbound import problem_of
from bot.conversation.intake import Intake
from bot.conversation.language_habits import RecentChats
from bot.conversation.message import IncomingMessage
from bot.conversation.order import TurnElsewhere, TurnOrder
from bot.conversation.outcome import AcceptedTurn, TurnOutcome, TurnRefused, refused
from bot.conversation.rates import RateLimit, Rates
from bot.conversation.tasks import TurnTasks
from bot.conversation.turn_language import as_language, language_of
from bot.conversation.wording import TurnProblem
from bot.metrics import REFUSED, Part, counted_turn, took
from bot.sharing.membership import Membership
from crm.conversations import identities, signing_in, turn_state
from crm.conversations.identities import Identity
from crm.conversations.open_turns import OpenTurn, pending_turns, turn_attempted
from crm.database.store import Store
from crm.messages.views import MessageView
from crm.patrons.sign_in_periods import BOUNDS, SignInBounds
from crm.trust.links import data_link_issue
from process.queues import Place, Queues
from process.traces import carried, current
from process.tracing import span
from protocol.values import Language

__all__ = ["ConversationService"]

LINK_MINUTES = 10
OLDEST_TURN = timedelta(minutes=10)
# A message that was being answered whenever the gateway fell is not tried for ever.
MOST_ATTEMPTS = 3
# Where others share the store they wait for a turn that is this gateway's. One that nobody here works at (it could not
# be closed, or was kept though the store seemed lost) is taken up when it is so old, and later each time.
UNATTENDED = timedelta(seconds=15)
# Messages of one chat that may wait for their turn.
MOST_WAITING = 10
FULL_SECONDS = 5.0

Apology = tuple[MessageView, ...]


class ConversationService:
    """The service behind every channel (bot.conversation.channel.Conversations)."""

    def __init__(
        self,
        store: Store,
        conductor: Conductor,
        *,
        session_minutes: int,
        default_language: Language,
        public_url: str,
        bounds: SignInBounds = BOUNDS,
        rates: RateLimit | None = None,
        order: TurnOrder | None = None,
    ) -> None:
        self._store = store
        self._order = order or TurnOrder(store, Membership(store))
        self._conductor = conductor
        self._default_language = default_language
        self._public_url = public_url
        self._rates = rates or RateLimit(Rates(per_minute=20, burst=8))
        self._intake = Intake(store, session_minutes, bounds)
        # Of each chat one message at a time comes into the journal, and one is answered.
        self._arrivals: Queues[None] = Queues()
        self._turns: Queues[Apology] = Queues()
        self._tasks = TurnTasks()
        self._recent = RecentChats(seconds=session_minutes * 60)

    async def receive(self, message: IncomingMessage) -> TurnOutcome:
        """Put a message into the journal, wait for its turn and return what it came to."""
        return await (await self.accept(message)).outcome()

    async def accept(self, message: IncomingMessage) -> AcceptedTurn:
        """Put a message into the journal and return; its turn runs by itself.

        Raises crm.errors.StoreError when the message could not be taken; nothing is kept then.
        """
        # From here to the answer it is one request, also in the task of its turn and in the other processes.
        with span("message", channel=message.channel):
            return await self._accept(message)

    async def _accept(self, message: IncomingMessage) -> AcceptedTurn:
        identity = message.identity
        known = as_language(identity.language or message.language_hint, self._default_language)
        problem = problem_of(message.text, message.payload)
        if problem is not None:
            return _refused(known, problem)
        cleaned = await self._intake.cleaned(message)
        wait = await self._rates.take(identity.id)
        if wait > 0 and not await self._is_known(message):
            return _refused(known, TurnProblem.TOO_MANY, wait)
        language = await self._language(message, known)
        if not await self._has_room(message):
            return _refused(language, TurnProblem.TOO_MANY, FULL_SECONDS)
        async with self._arrivals.hold(identity.id):
            # Behind a turn that runs, the conversation may be another when this one comes: it is read again then.
            stale = self._turns.length(identity.id) > 0
            turn = await self._intake.keep(message, cleaned, language)
            await self._intake.ring(turn)
            if turn.duplicate and not wait:
                await self._rates.give_back(identity.id)
            return self._start(turn, language, stale=stale)

    async def after_sign_in(self, identity: Identity, link: str) -> AcceptedTurn:
        """Let the bot go on with what was asked before the patron signed in; `link` names the sign-in, once."""
        language = as_language(identity.language, self._default_language)
        with span("message", channel=identity.channel):
            return await self._after_sign_in(identity, link, language)

    async def _after_sign_in(self, identity: Identity, link: str, language: Language) -> AcceptedTurn:
        async with self._arrivals.hold(identity.id):
            stale = self._turns.length(identity.id) > 0
            return self._start(await self._intake.keep_sign_in(identity, link, language), language, stale=stale)

    async def choose_language(self, identity: Identity, language: str) -> Identity:
        """Keep the language that the patron picked; it stays until they pick another."""
        chosen = as_language(language, self._default_language)
        await identities.set_language(self._store, identity.id, chosen, chosen=True)
        self._conductor.changed(identity.id)
        return await identities.identity(self._store, identity.id)

    def forget_partner(self, identity_id: int) -> None:
        """Let nobody believe any more what was remembered of a chat partner."""
        self._conductor.changed(identity_id)

    async def sign_in_address(self, identity: Identity, claim: str | None = None) -> SignInAddress:
        """Make a one-time address at which this chat can be bound to a library card."""
        issued = await signing_in.link_issue(self._store, identity.id, minutes=LINK_MINUTES, claim=claim)
        language = as_language(identity.language, self._default_language)
        url = f"{self._public_url}/sign-in/{issued.url_token}?lang={language}"
        return SignInAddress(url, issued.number, issued.expires_at)

    async def data_address(self, identity: Identity) -> DataAddress:
        """Make a short-lived address of the page of what is kept about this chat partner."""
        token, expires_at = await data_link_issue(self._store, identity.id)
        language = as_language(identity.language, self._default_language)
        return DataAddress(f"{self._public_url}/my-data/{token}?lang={language}", expires_at)

    async def resume(
        self, until_ready: Callable[[], Awaitable[None]] | None = None, *, older_than: timedelta | None = None
    ) -> int:
        """Run the turns that are open and that nobody works at, once the engine is ready; return how many.

        Left by an earlier process, or by a store that could not be written when a turn was to be closed. The
        engine knows each message by its id: what it did before is not done again.
        """
        now = self._store.clock.now()
        left = [
            turn
            for turn in await pending_turns(self._store)
            if not self._tasks.is_at_work(turn.journal_id)
            # At a start every open turn is taken up, whatever the clock did meanwhile; and what a gateway left.
            and (
                older_than is None
                or self._order.is_left(turn)
                or turn.received_at <= now - self._patience(turn, older_than)
            )
        ]
        ready = asyncio.ensure_future(_when(until_ready)) if left and until_ready is not None else None
        for turn in left:
            # The places are taken here, in the journal's order, before anything new comes in.
            place = self._turns.join(turn.identity_id)
            self._tasks.start(turn.journal_id, self._take_up(place, turn, ready, oldest=now - OLDEST_TURN))
        return len(left)

    def _patience(self, turn: OpenTurn, most: timedelta) -> timedelta:
        return min(most, UNATTENDED * (turn.attempts + 1)) if self._order.is_shared else most

    def under_way(self) -> tuple[int, int, int]:
        """Count the chats whose messages are being answered, these messages, and those of the longest queue."""
        lengths = self._turns.lengths()
        return len(lengths), sum(lengths), max(lengths, default=0)

    async def drain(self, seconds: float) -> None:
        """Let turns that run come to their end; what does not is left in the journal for the next start."""
        await self._tasks.drain(seconds)

    async def _is_known(self, message: IncomingMessage) -> bool:
        return await turn_state.is_known(self._store, message.channel, message.identity.id, message.id)

    async def _has_room(self, message: IncomingMessage) -> bool:
        """Tell whether one more of the chat may wait; for a message that is known already there is room once more."""

        def waiting() -> int:
            # Those at the door count: when it is opened they all come in.
            return self._arrivals.length(message.identity.id) + self._turns.length(message.identity.id)

        return waiting() < MOST_WAITING or (await self._is_known(message) and waiting() < 2 * MOST_WAITING)

    async def _language(self, message: IncomingMessage, known: Language) -> Language:
        identity = message.identity
        settled = self._recent.is_under_way(identity.id)
        language = language_of(message.text, known=known, chosen=identity.language_chosen, settled=settled)
        if language != identity.language:
            await identities.set_language(self._store, identity.id, language, chosen=False)
            self._conductor.changed(identity.id)
        return language

    def _start(self, turn: OpenTurn, language: Language, *, stale: bool) -> AcceptedTurn:
        place = self._turns.join(turn.identity_id)
        arrived = asyncio.get_running_loop().time()
        task = self._tasks.start(turn.journal_id, self._run(place, turn, language, arrived=arrived, stale=stale))
        return AcceptedTurn(task, language=language)

    async def _run(
        self, place: Place[Apology], turn: OpenTurn, language: Language, *, arrived: float, stale: bool
    ) -> TurnOutcome:
        loop = asyncio.get_running_loop()
        async with place:
            took(Part.QUEUE, loop.time() - arrived)
            if turn.duplicate and not await turn_state.is_open_turn(self._store, turn.journal_id):
                return await self._told_before(turn, language)
            if self._order.must_ask(turn):
                stale = True
                try:
                    if not await self._order.wait(turn):
                        return await self._told_before(turn, language)
                except TurnElsewhere:
                    return TurnOutcome(language, refused=TurnRefused(TurnProblem.BUSY, FULL_SECONDS, kept=True))
            outcome = await self._answer(place, turn, arrived=arrived, stale=stale or turn.duplicate)
            took(Part.WHOLE, loop.time() - arrived)
            return outcome

    async def _take_up(
        self, place: Place[Apology], turn: OpenTurn, ready: asyncio.Future[float] | None, *, oldest: datetime
    ) -> TurnOutcome:
        async with place:
            if self._order.is_shared and not await self._order.wait(turn):
                return await self._told_before(turn, as_language(turn.language, self._default_language))
            if turn.received_at < oldest:
                return await self._answer(place, turn, given_up="too_old")
            # For all of them the time counts from when the engine was there to answer.
            arrived = await asyncio.shield(ready) if ready is not None else None
            spent = await turn_attempted(self._store, turn.journal_id) > MOST_ATTEMPTS
            return await self._answer(place, turn, arrived=arrived, given_up="too_many_attempts" if spent else None)

    async def _answer(
        self,
        place: Place[Apology],
        turn: OpenTurn,
        *,
        arrived: float | None = None,
        stale: bool = True,
        given_up: str | None = None,
    ) -> TurnOutcome:
        apology = place.handed or ()
        # One that is taken up again after a restart, or from another gateway, goes on in the trace of its arrival.
        with carried(current() or turn.trace), span("turn", channel=turn.channel) as mark:
            if given_up is None:
                outcome = await self._conductor.run(turn, stale=stale, arrived=arrived, apology=apology)
            else:
                outcome = await self._conductor.give_up(turn, given_up, apology=apology)
            mark("turn.outcome", "silent" if outcome.silent else outcome.failed or "answered")
        # Those behind share what this one was told, when it was an apology.
        place.hand_on(outcome.replies if outcome.failed is not None else None)
        self._recent.note(turn.identity_id)
        counted_turn(turn.channel, silent=outcome.silent, failed=outcome.failed is not None)
        return outcome

    async def _told_before(self, turn: OpenTurn, language: Language) -> TurnOutcome:
        replies = await turn_state.replies_to(self._store, turn.message.id)
        now = await turn_state.standing(self._store, turn.interaction.id)
        return TurnOutcome(language, now.status, turn.is_signed_in, turn.message, tuple(replies), duplicate=True)


def _refused(language: Language, problem: TurnProblem, wait: float = 0.0) -> AcceptedTurn:
    REFUSED.labels(problem.value).inc()
    return refused(language, problem, wait)


async def _when(ready: Callable[[], Awaitable[None]]) -> float:
    await ready()
    return asyncio.get_running_loop().time()
