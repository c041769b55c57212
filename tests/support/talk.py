"""A conversation with the actions as the engine would lead it, one intent at a time, over a real store."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy import Connection, func, insert, select, update

from actions.dialogue.turn import Services
from actions.rasa.rasa_actions import ServiceAction, action_of, every_action
from actions.rasa.waiting import WantsVectors
from actions.subjects import load
from bot.conversation.cards import cards_of
from crm import records
from crm.cases import opening
from crm.conversations import identities, signing_in
from crm.conversations.journal import Inbound, record_inbound
from crm.database.upsert import table_of
from crm.guardians.acting import note_told
from crm.patrons import cards, sign_in_links
from language.answers import Answers, Rendered
from language.requests.speech.behind import words_behind
from protocol.effects import effects_in, guardians_told_in

load()


@dataclass
class Said:
    """What the bot said to one message."""

    names: list[str]
    texts: list[str]
    buttons: list[dict[str, str]]
    statuses: list[str]
    custom: list[dict[str, Any]]
    # The things of its lists, as the chat on the website shows them.
    cards: list[dict[str, Any]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(self.texts)

    @property
    def effects(self) -> frozenset[str]:
        """What the gateway has to look at then."""
        return effects_in(self.custom)

    def payload(self, title: str) -> str:
        """What the button with this title sends."""
        return next(button["payload"] for button in self.buttons if button["title"] == title)


@dataclass
class Talk:
    """One patron's chat."""

    services: Services
    answers: Answers
    identity_id: int
    conversation: str
    language: str = "fa"
    slots: dict[str, Any] = field(default_factory=dict)
    count: int = 0
    message_id: str = "m0"
    following: str | None = None
    events: list[dict[str, Any]] = field(default_factory=list)
    deadline: float | None = None
    # Whether what is said reaches nobody: the gateway gave the turn up.
    loses: bool = False
    # How the engine makes the vector of a text that an action wants; None where it makes no vectors.
    makes: Callable[[str], str | None] | None = None
    # The actions, and the services that they were made with.
    doers: tuple[Services | None, dict[str, ServiceAction]] = (None, {})

    def __post_init__(self) -> None:
        # The gateway's own: a test may break the house's.
        self.journal = self.services.store

    async def sign_in(self, card: str, *, own_device: bool = True) -> None:
        """Bind the chat to a card as the sign-in page does."""
        patron = await cards.patron_by_card(self.services.store, card)
        assert patron is not None
        link = await sign_in_links.link_issue(self.services.store, self.identity_id)
        await signing_in.link_redeem(self.services.store, link.url_token, patron.id, own_device=own_device)

    async def says(
        self,
        intent: str,
        text: str,
        *,
        again: bool = False,
        ranking: Any = None,
        sure: float = 0.93,
        rest: tuple[str, float] | None = None,
        moves: dict[str, float] | None = None,
        sides: dict[str, dict[str, float]] | None = None,
        move_kinds: dict[str, float] | None = None,
        described: float = 0.0,
        **entities: Any,
    ) -> Said:
        """Say something that was read as an intent with entities.

        `rest` is how the words behind a "no" were read, `moves` what they ask of what was spoken of, `move_kinds`
        of which kinds of things, `sides` what the message asks for beside its intent, `described` how likely it
        describes a work that it does not name.
        """
        if not again:
            self.count += 1
            self.message_id = f"m{self.count}"
        found = [{"entity": name, "value": value} for name, value in entities.items()]
        message = {
            "intent": {"name": intent, "confidence": sure},
            "entities": found,
            "text": text,
            "message_id": self.message_id,
            "intent_ranking": [{"name": name, "confidence": conf} for name, conf in ranking or []],
            "moves": moves or {},
            "move_kinds": move_kinds or {},
            "context": sides or {},
            "described": described,
        }
        behind = words_behind(text)
        if behind is not None and rest is not None:
            reading = {"text": behind, "intent": {"name": rest[0], "confidence": rest[1]}, "entities": []}
            message["rest"] = reading
        await self.take_in(self.message_id)
        self.events.append({"event": "user", "text": text, "message_id": self.message_id, "parse_data": message})
        return await self.does(action_of(intent), message)

    async def take_in(self, message_id: str) -> None:
        """Put a message into the journal as the gateway does, so that its turn is open; once."""

        def put(connection: Connection) -> None:
            interaction_id = opening.interaction_id_of(connection, self.conversation)
            journal, said = table_of(records.Journal), table_of(records.Message)
            mine = (journal.c.interaction_id == interaction_id) & (journal.c.channel_message_id == message_id)
            if connection.scalar(select(journal.c.id).where(mine)) is not None:
                return
            now = self.journal.clock.now()
            seq = 1 + connection.scalar(
                select(func.coalesce(func.max(said.c.seq), 0)).where(said.c.interaction_id == interaction_id)
            )
            row = {"interaction_id": interaction_id, "seq": seq, "sender": "patron", "created_at": now}
            message = connection.execute(insert(said).values(**row, client_message_id=message_id)).inserted_primary_key
            assert message is not None
            talks = table_of(records.Interaction)
            connection.execute(update(talks).where(talks.c.id == interaction_id).values(last_seq=seq))
            entry = {"channel": "web_chat", "channel_message_id": message_id, "identity_id": self.identity_id}
            connection.execute(
                insert(journal).values(
                    **entry, interaction_id=interaction_id, message_id=message[0], kind="text", received_at=now
                )
            )

        await self.journal.transact(put)

    async def presses(self, payload: str) -> Said:
        """Press a button."""
        intent, brace, rest = payload[1:].partition("{")
        entities = json.loads(brace + rest) if brace else {}
        return await self.says(intent, payload, **entities)

    async def does(self, action: str, message: dict[str, Any] | None = None) -> Said:
        """Run one action and take over its slots."""
        latest = message or next(event["parse_data"] for event in reversed(self.events) if event["event"] == "user")
        dispatcher = CollectingDispatcher()
        if self.doers[0] is not self.services:
            self.doers = self.services, {one.name(): one for one in every_action(self.services)}
        self.following = None
        for event in await self._run(self.doers[1][action], dispatcher, latest):
            if event["event"] == "followup":
                self.following = event["name"]
                continue
            assert event["event"] == "slot"
            self.slots[event["name"]] = event["value"]
        self.events.append({"event": "action", "name": action})
        told = guardians_told_in(message.get("custom") for message in dispatcher.messages)
        if told and not self.loses:
            # As the gateway does when it keeps the messages.
            await self.journal.transact(lambda connection: self._note_told(connection, told))
        return self._rendered(dispatcher.messages)

    async def _run(
        self, doer: ServiceAction, dispatcher: CollectingDispatcher, latest: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Run an action; as the engine does, call it again with the vectors that it waits for."""
        vectors: dict[str, str | None] = {}
        waits = None
        while True:
            tracker = Tracker(
                self.conversation,
                {**self.slots, "language": self.slots.get("language", self.language)},
                {
                    **latest,
                    "deadline": self.deadline,
                    "vectors": None if self.makes is None else dict(vectors),
                    "waits": waits,
                },
                list(self.events),
                False,
                None,
                {},
                "action_listen",
            )
            try:
                events: list[dict[str, Any]] = await doer.run(dispatcher, tracker, {})
                return events
            except WantsVectors as wanted:
                assert self.makes is not None
                waits = wanted.waits
                vectors |= {text: self.makes(text) for text in wanted.texts}

    def _note_told(self, connection: Connection, told: frozenset[int]) -> None:
        interaction_id = opening.interaction_id_of(connection, self.conversation)
        note_told(connection, interaction_id, told, self.journal.clock.now())

    def _rendered(self, messages: list[dict[str, Any]]) -> Said:
        # What travels to the engine is JSON.
        messages = json.loads(json.dumps(messages))
        language = self.slots.get("language", self.language)
        rendered: list[Rendered] = [self.answers.render(one["response"], language, one) for one in messages]
        return Said(
            [one["response"] for one in messages],
            [one.text for one in rendered],
            [button for one in rendered for button in one.buttons],
            [one["status"] for one in messages],
            [one["custom"] for one in messages if one.get("custom")],
            [
                item
                for one, told in zip(messages, rendered, strict=True)
                for listed in cards_of(one["response"], one, told.text, told.buttons, language, self.answers)
                for item in listed["items"]
            ],
        )


async def talk_with(services: Services, answers: Answers, language: str = "fa", card: str | None = None) -> Talk:
    """Begin a chat, signed in with a card when one is given."""
    identity, _token = await identities.create_visitor(services.store, language=language)
    recorded = await record_inbound(
        services.store, Inbound("web_chat", identity.id, "first", "سلام", language=language), session_minutes=30
    )
    talk = Talk(services, answers, identity.id, recorded.interaction.engine_conversation, language)
    if card:
        await talk.sign_in(card)
    return talk


Begin = Callable[..., Awaitable[Talk]]
