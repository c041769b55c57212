"""The way of a message into the journal: what must not be kept is taken out first, in the light of what was said."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace

from bot.conversation.inbound import Clean, clean, visible
from bot.conversation.message import IncomingMessage
from bot.conversation.own_numbers import own_numbers
from crm.conversations import turn_state
from crm.conversations.identities import Identity
from crm.conversations.interactions import interaction_of
from crm.conversations.journal import Inbound, record_inbound
from crm.conversations.open_turns import OpenTurn
from crm.database.store import Store
from crm.errors import StoreBusy, StoreError
from crm.handoff import alarms
from crm.joining import answers
from crm.joining.typed import Typed, read_typed
from crm.patrons.cards import patron_by_card
from crm.patrons.sign_in_periods import BOUNDS, SignInBounds
from language.emergencies.reading import find_emergency
from language.expected import announced, may_answer, number_alone
from language.masking import TOKENS
from protocol.values import Language

__all__ = ["Intake", "emergency_in"]

log = logging.getLogger(__name__)

RECORD_TRIES = 2
SIGNED_IN = "/signed_in"


@dataclass(frozen=True, slots=True)
class Intake:
    """Makes messages fit to be kept, and keeps them."""

    store: Store
    session_minutes: int
    bounds: SignInBounds = BOUNDS

    async def cleaned(self, message: IncomingMessage) -> Clean:
        """Mask a message; what a button of ours carries stays as it is, and so do the library's own telephones."""
        made = clean(message.text, message.payload, message.title)
        if message.payload is None and TOKENS["phone"] in made.text:
            made = clean(message.text, None, None, own=await own_numbers(self.store))
        if made.offered is not None and await turn_state.offered_payload(self.store, message.identity.id, made.offered):
            made = replace(made, payload=made.offered)
        return made

    async def keep(self, message: IncomingMessage, made: Clean, language: Language) -> OpenTurn:
        """Put a message into the journal; only now is everything kept that was said before it."""
        typed = visible(message.text)
        step, answer = await self._told(message, made, typed)
        if answer is not None:
            made = Clean(answer.token, None, None)
        elif typed and may_answer(typed):
            made = await self._in_context(message.identity, made, typed)
        inbound = Inbound(
            channel=message.channel,
            identity_id=message.identity.id,
            channel_message_id=message.id,
            text=made.text,
            kind="text" if message.payload is None else "payload",
            payload=made.payload,
            language=language,
            contact=made.contact,
        )
        turn = await self._record(inbound)
        if step is not None and answer is not None and answer.told is not None:
            await self._hold(message.identity, step, answer.told)
        return turn

    async def ring(self, turn: OpenTurn) -> None:
        """Ring the alarm for an emergency at once, whoever answers, and whether anybody can.

        Where it cannot be rung now, the action that answers tries again.
        """
        kind = emergency_in(turn)
        if kind is None:
            return
        try:
            await alarms.ring(self.store, turn.interaction.public_id, kind, message=turn.channel_message_id)
        except StoreError as error:
            log.error("an alarm could not be rung when its message came (%s)", type(error).__name__)

    async def keep_sign_in(self, identity: Identity, link: str, language: Language) -> OpenTurn:
        """Put into the journal that a chat partner has signed in; `link` names the sign-in, once."""
        inbound = Inbound(
            channel=identity.channel,
            identity_id=identity.id,
            channel_message_id=f"signed-in:{link}",
            text="",
            kind="system",
            payload=SIGNED_IN,
            language=language,
        )
        return await self._record(inbound)

    async def _told(self, message: IncomingMessage, made: Clean, typed: str) -> tuple[str | None, Typed | None]:
        """Read what an applicant for membership was asked for: it goes into the application, and nowhere else."""
        if not typed or message.payload is not None or made.payload is not None:
            return None, None
        step = await answers.awaited(self.store, message.identity.id)
        if step is None:
            return None, None
        return step, await read_typed(self.store, message.identity.id, step, typed)

    async def _hold(self, identity: Identity, step: str, told: str) -> None:
        """Keep what an applicant told; what could not be kept is asked for once more."""
        try:
            await answers.hold_answer(self.store, identity.id, step, told)
        except StoreError as error:
            log.warning("what an applicant told could not be kept (%s)", type(error).__name__)

    async def _in_context(self, identity: Identity, made: Clean, typed: str) -> Clean:
        """Take a bare number for what was asked for or announced before it: a telephone, a PIN, half a card number."""
        running = await interaction_of(self.store, identity.id)
        if running is not None and running.expects_contact:
            # A card's number has the shape of a telephone's, and must not be kept as one.
            number = number_alone(typed)
            is_card = bool(number) and await patron_by_card(self.store, number) is not None
            return clean(typed, None, None, expected="card_number" if is_card else "phone")
        before = await turn_state.said_before(self.store, identity.id)
        expected = announced(before.words)
        if expected is None and before.offers_sign_in and not identity.is_signed_in:
            expected = "pin"
        return made if expected is None else clean(typed, None, None, expected=expected)

    async def _record(self, inbound: Inbound) -> OpenTurn:
        for _ in range(RECORD_TRIES - 1):
            try:
                return await self._recorded(inbound)
            except StoreBusy:
                log.warning("the store was busy when a message came in; trying once more")
        return await self._recorded(inbound)

    async def _recorded(self, inbound: Inbound) -> OpenTurn:
        return await record_inbound(self.store, inbound, session_minutes=self.session_minutes, bounds=self.bounds)


def emergency_in(turn: OpenTurn) -> str | None:
    """Name the kind of emergency that a patron's own words tell of (language.emergencies), or None."""
    return find_emergency(turn.text) if turn.kind == "text" else None
