"""The intake of messages: into the journal first, then each chat's turns in order, even if the sender leaves."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Unpack

from bot.conversation.channel import Incoming, SignInAddress
from bot.conversation.conductor import Conductor
from bot.conversation.inbound import Clean, clean, problem_of, visible
from bot.conversation.lanes import LaneFull, Lanes, Place
from bot.conversation.language_habits import Talks
from bot.conversation.outcome import Refusal, TurnOutcome
from bot.conversation.own_numbers import own_numbers
from bot.conversation.rates import Rates
from bot.conversation.tasks import TurnTasks
from bot.conversation.turn import Turn
from bot.conversation.turn_language import Tongue, as_tongue, language_of
from bot.conversation.wording import Problem
from crm.conversations import identities, turn_state
from crm.conversations.identities import Identity
from crm.conversations.journal import (
    Inbound,
    PendingTurn,
    Recorded,
    interaction_of,
    pending_turns,
    record_inbound,
    turn_attempted,
)
from crm.database.store import Store
from crm.errors import StoreBusy
from crm.messages.views import MessageView
from crm.patrons.sign_in_periods import BOUNDS, SignInBounds
from language.expected import announced, may_answer
from language.masking import TOKENS

__all__ = ["AcceptedTurn", "ConversationService"]

log = logging.getLogger(__name__)

WEB = "web_chat"
SIGNED_IN = "/signed_in"
LINK_MINUTES = 10
OLDEST_TURN = timedelta(minutes=10)
RECORD_TRIES = 2
# A message that was being answered whenever the gateway fell is not tried for ever.
MOST_ATTEMPTS = 3
# After how long to ask again for the answer to a message that was at work when the gateway stopped.
STOP_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class AcceptedTurn:
    """A message whose turn runs by itself, or that was refused."""

    task: asyncio.Task[TurnOutcome] | None
    refused: TurnOutcome | None = None
    language: Tongue = "fa"

    async def outcome(self) -> TurnOutcome:
        """Wait for the end of the turn; who stops waiting does not stop the turn."""
        if self.task is None:
            assert self.refused is not None  # noqa: S101 - one of the two is always there
            return self.refused
        try:
            return await asyncio.shield(self.task)
        except asyncio.CancelledError:
            if not self.task.cancelled() or _is_leaving():
                raise
            # The gateway stops: the message stays in the journal, and its answer comes at the next start.
            return TurnOutcome(self.language, refused=Refusal(Problem.BUSY, STOP_SECONDS, kept=True))


class ConversationService:
    """The service behind every channel (bot.conversation.channel.Conversations)."""

    def __init__(
        self,
        store: Store,
        conductor: Conductor,
        *,
        session_minutes: int,
        default_language: Tongue,
        public_url: str,
        bounds: SignInBounds = BOUNDS,
        rates: Rates | None = None,
        lanes: Lanes | None = None,
    ) -> None:
        self._store = store
        self._conductor = conductor
        self._session_minutes = session_minutes
        self._default_language = default_language
        self._public_url = public_url
        self._bounds = bounds
        self._rates = rates or Rates(per_minute=20, burst=8)
        self._lanes = lanes or Lanes()
        self._tasks = TurnTasks()
        self._talks = Talks(seconds=session_minutes * 60)

    async def receive(
        self, channel: str, identity: Identity, channel_message_id: str, **message: Unpack[Incoming]
    ) -> TurnOutcome:
        """Put a message into the journal, wait for its turn and return what it came to."""
        accepted = await self.accept(channel, identity, channel_message_id, **message)
        return await accepted.outcome()

    async def accept(
        self, channel: str, identity: Identity, channel_message_id: str, **message: Unpack[Incoming]
    ) -> AcceptedTurn:
        """Put a message into the journal and return; its turn runs by itself.

        Raises crm.errors.StoreError when the message could not be taken; nothing is kept then.
        """
        text, payload = message.get("text"), message.get("payload")
        known = as_tongue(identity.language or message.get("language_hint"), self._default_language)
        problem = problem_of(text, payload)
        if problem is not None:
            return _refused(known, problem)
        cleaned = clean(text, payload, message.get("title"))
        if payload is None and TOKENS["phone"] in cleaned.text:
            cleaned = clean(text, None, None, own=await own_numbers(self._store))
        if cleaned.offered is not None and await turn_state.offered_payload(self._store, identity.id, cleaned.offered):
            cleaned = replace(cleaned, payload=cleaned.offered)
        wait = self._rates.take(identity.id)
        again = wait > 0 and await turn_state.is_known(self._store, channel, identity.id, channel_message_id)
        if wait > 0 and not again:
            return _refused(known, Problem.TOO_MANY, wait)
        language = language_of(
            text if payload is None else None,
            known=known,
            chosen=identity.language_chosen,
            settled=self._talks.is_under_way(identity.id),
        )
        if language != identity.language:
            await identities.set_language(self._store, identity.id, language, chosen=False)
            self._conductor.changed(identity.id)
        inbound = Inbound(
            channel=channel,
            identity_id=identity.id,
            channel_message_id=channel_message_id,
            text=cleaned.text,
            kind="text" if payload is None else "payload",
            payload=cleaned.payload,
            language=language,
        )
        typed = visible(text) if payload is None else ""
        return await self._take_in(inbound, identity, cleaned, typed, via_outbox=message["via_outbox"], paid=not again)

    async def after_sign_in(self, identity: Identity, link: str) -> AcceptedTurn:
        """Let the bot go on with what was asked before the patron signed in; `link` names the sign-in, once."""
        inbound = Inbound(
            channel=identity.channel,
            identity_id=identity.id,
            channel_message_id=f"signed-in:{link}",
            text="",
            kind="system",
            payload=SIGNED_IN,
            language=as_tongue(identity.language, self._default_language),
        )
        cleaned = Clean("", SIGNED_IN, None)
        return await self._take_in(inbound, identity, cleaned, "", via_outbox=identity.channel != WEB, paid=False)

    async def choose_language(self, identity: Identity, language: str) -> Identity:
        """Keep the language that the patron picked; it stays until they pick another."""
        chosen = as_tongue(language, self._default_language)
        await identities.set_language(self._store, identity.id, chosen, chosen=True)
        self._conductor.changed(identity.id)
        return await identities.identity(self._store, identity.id)

    def forget_partner(self, identity_id: int) -> None:
        """Let nobody believe any more what was remembered of a chat partner."""
        self._conductor.changed(identity_id)

    async def sign_in_address(self, identity: Identity, claim: str | None = None) -> SignInAddress:
        """Make a one-time address at which this chat can be bound to a library card."""
        issued = await identities.link_issue(self._store, identity.id, minutes=LINK_MINUTES, claim=claim)
        language = as_tongue(identity.language, self._default_language)
        url = f"{self._public_url}/sign-in/{issued.url_token}?lang={language}"
        return SignInAddress(url, issued.number, issued.expires_at)

    async def resume(
        self, until_ready: Callable[[], Awaitable[None]] | None = None, *, older_than: timedelta | None = None
    ) -> int:
        """Run the turns that are open and that nobody works at, once the engine is ready; return how many.

        Left by an earlier process, or by a store that could not be written when a turn was to be closed. The
        engine knows each message by its id: what it did before is not done again.
        """
        now = self._store.clock.now()
        oldest = now - OLDEST_TURN
        pending = [
            left
            for left in await pending_turns(self._store)
            if not self._tasks.is_at_work(left.journal_id)
            # At a start every open turn is taken up, whatever the clock did meanwhile.
            and (older_than is None or left.received_at <= now - older_than)
        ]
        ready = asyncio.ensure_future(_when(until_ready)) if pending and until_ready is not None else None
        for left in pending:
            # The places are taken here, in the journal's order, before anything new comes in.
            place = self._lanes.join(left.identity_id)
            self._tasks.start(left.journal_id, self._run_left(place, left, ready, too_old=left.received_at < oldest))
        return len(pending)

    async def drain(self, seconds: float) -> None:
        """Let turns that run come to their end; what does not is left in the journal for the next start."""
        await self._tasks.drain(seconds)

    async def _take_in(
        self, inbound: Inbound, identity: Identity, cleaned: Clean, typed: str, *, via_outbox: bool, paid: bool
    ) -> AcceptedTurn:
        language = as_tongue(inbound.language, self._default_language)
        try:
            recorded, cleaned, place, stale = await self._join(inbound, identity, cleaned, typed, known=False)
        except LaneFull:
            if not await turn_state.is_known(self._store, inbound.channel, identity.id, inbound.channel_message_id):
                return _refused(language, Problem.TOO_MANY, 5.0)
            try:
                recorded, cleaned, place, stale = await self._join(inbound, identity, cleaned, typed, known=True)
            except LaneFull:
                return _refused(language, Problem.TOO_MANY, 5.0)
        if recorded.duplicate and paid:
            self._rates.give_back(identity.id)
        turn = Turn(
            journal_id=recorded.journal_id,
            interaction=recorded.interaction,
            channel=inbound.channel,
            identity_id=identity.id,
            signed_in=identity.is_signed_in,
            message_id=inbound.channel_message_id,
            # What was kept the first time: what stood before the message then may stand there no more.
            text=recorded.message.text if recorded.duplicate else cleaned.text,
            payload=inbound.payload,
            kind=inbound.kind,
            language=inbound.language,
            contact=cleaned.contact,
            via_outbox=via_outbox,
            arrived=asyncio.get_running_loop().time(),
        )
        task = self._tasks.start(turn.journal_id, self._run(place, turn, recorded, stale=stale))
        return AcceptedTurn(task, language=language)

    async def _join(
        self, inbound: Inbound, identity: Identity, cleaned: Clean, typed: str, *, known: bool
    ) -> tuple[Recorded, Clean, Place, bool]:
        async with self._lanes.intake(inbound.identity_id, known=known) as lane:
            # With a turn before it the conversation may be another when this one comes: read it again then.
            stale = lane.busy
            # Only here is everything kept that was said before.
            if typed and may_answer(typed):
                cleaned = await self._in_context(identity, cleaned, typed)
            contact = await self._contact_to_keep(identity.id, cleaned.contact)
            recorded = await self._record(replace(inbound, text=cleaned.text, contact=contact))
            return recorded, cleaned, self._lanes.join(inbound.identity_id), stale

    async def _in_context(self, identity: Identity, cleaned: Clean, typed: str) -> Clean:
        """Take a bare number for what was asked for or announced before it: a telephone, a PIN, half a card number."""
        running = await interaction_of(self._store, identity.id)
        if running is not None and running.expects_contact:
            return clean(typed, None, None, expected="phone")
        before = await turn_state.said_before(self._store, identity.id)
        expected = announced(before.words)
        if expected is None and before.offers_sign_in and not identity.is_signed_in:
            expected = "pin"
        return cleaned if expected is None else clean(typed, None, None, expected=expected)

    async def _contact_to_keep(self, identity_id: int, contact: str | None) -> str | None:
        """Let contact data into the journal only while a form of the running conversation asks for it."""
        if contact is None:
            return None
        running = await interaction_of(self._store, identity_id)
        return contact if running is not None and running.expects_contact else None

    async def _record(self, inbound: Inbound) -> Recorded:
        for _ in range(RECORD_TRIES - 1):
            try:
                return await self._recorded(inbound)
            except StoreBusy:
                log.warning("the store was busy when a message came in; trying once more")
        return await self._recorded(inbound)

    async def _recorded(self, inbound: Inbound) -> Recorded:
        return await record_inbound(self._store, inbound, session_minutes=self._session_minutes, bounds=self._bounds)

    async def _run(self, place: Place, turn: Turn, recorded: Recorded, *, stale: bool) -> TurnOutcome:
        async with place:
            if recorded.duplicate:
                if not await turn_state.is_open_turn(self._store, turn.journal_id):
                    return await self._told_before(turn, recorded.message)
                stale = True
            turn.behind_failed = place.apology
            outcome = await self._conductor.run(turn, recorded.message, stale=stale)
            place.ended(outcome.replies if outcome.failed is not None else ())
            self._talks.note(turn.identity_id)
            return outcome

    async def _told_before(self, turn: Turn, message: MessageView) -> TurnOutcome:
        replies = await turn_state.replies_to(self._store, message.id)
        now = await turn_state.standing(self._store, turn.interaction.id)
        return TurnOutcome(turn.language, now.status, turn.signed_in, message, tuple(replies), duplicate=True)

    async def _run_left(
        self, place: Place, left: PendingTurn, ready: asyncio.Future[float] | None, *, too_old: bool
    ) -> TurnOutcome:
        async with place:
            # For all of them the time counts from when the engine was there to answer.
            arrived = await asyncio.shield(ready) if ready is not None and not too_old else None
            turn = Turn(
                journal_id=left.journal_id,
                interaction=left.interaction,
                channel=left.channel,
                identity_id=left.identity_id,
                signed_in=left.is_signed_in,
                message_id=left.channel_message_id,
                text=left.text,
                payload=left.payload,
                kind=left.kind,
                language=left.language,
                contact=left.contact,
                via_outbox=left.channel != WEB,
                arrived=arrived,
                behind_failed=place.apology,
            )
            outcome = await self._take_up(turn, left, too_old=too_old)
            place.ended(outcome.replies if outcome.failed is not None else ())
            return outcome

    async def _take_up(self, turn: Turn, left: PendingTurn, *, too_old: bool) -> TurnOutcome:
        if too_old:
            return await self._conductor.give_up(turn, left.message, "too_old")
        if await turn_attempted(self._store, left.journal_id) > MOST_ATTEMPTS:
            return await self._conductor.give_up(turn, left.message, "too_many_attempts")
        return await self._conductor.run(turn, left.message, stale=True)


async def _when(ready: Callable[[], Awaitable[None]]) -> float:
    await ready()
    return asyncio.get_running_loop().time()


def _is_leaving() -> bool:
    current = asyncio.current_task()
    return current is not None and current.cancelling() > 0


def _refused(language: Tongue, problem: Problem, wait: float = 0.0) -> AcceptedTurn:
    return AcceptedTurn(None, TurnOutcome(language, refused=Refusal(problem, wait)))
