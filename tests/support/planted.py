"""Marked words of a patron, planted wherever the use cases write words down."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from crm import records
from crm.actor import Actor
from crm.cases import opening
from crm.cases.answers import answer as answer_case
from crm.cases.file import case_file
from crm.cases.work import add_note, appeal
from crm.content import changes, saved_tests
from crm.conversations import feedback, identities, transcript
from crm.conversations.closing import Reply
from crm.conversations.identities import Identity
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.handoff import alarms, queue, steps
from crm.learning import grouping, proposals, question_work, verdicts
from crm.messages import outbox, search
from crm.messages.views import MessageView
from crm.staff import members
from crm.surveys import answering
from tests.support.store_rows import add, add_contact, answer, rows, say, sign_in, visitor

PHONE, EMAIL = "09121234567", "zargham@example.org"

QUESTION = table_of(records.UnansweredQuestion)
FEEDBACK = table_of(records.Feedback)


@dataclass
class Planted:
    """What was planted: the words, and where they were said."""

    whose: int
    words: list[str] = field(default_factory=list)
    conversations: list[str] = field(default_factory=list)
    # Typed into the content by an editor: of whom these are nobody can tell.
    by_staff: list[str] = field(default_factory=list)
    case: str = ""

    def word(self) -> str:
        """Make another marked word."""
        self.words.append(f"zq{len(self.words) + 1:02}secretof{self.whose}word")
        return self.words[-1]


async def team(store: Store) -> Actor:
    """Make the staff who work on what was planted."""
    await members.add_staff(store, "sara", "Sara", "librarian", "a long password")
    (row,) = await rows(store, records.StaffUser, username="sara")
    return Actor("staff", "sara", row.id)


async def plant(store: Store, by: Actor, patron_id: int | None = None) -> Planted:
    """Let a patron and staff write marked words everywhere; signed in when a patron is given."""
    planted = Planted(patron_id or 0)
    word = planted.word
    who, _ = await identities.create_visitor(store, language="en")
    if patron_id is not None:
        who = await sign_in(store, who, patron_id)
    more = {"payload": f'/title{{"t":"{word()}"}}', "contact": f"{PHONE} {EMAIL} {word()}"}
    recorded = await say(store, who, f"my name is {word()} {PHONE}", f"id-{word()}", **more)
    conversation = recorded.interaction.public_id
    planted.conversations.append(conversation)
    reply = Reply(f"about {word()}", [{"title": word(), "payload": f"/x {word()}"}], {"loans": [word()]})
    read = {"entities": [{"entity": "title", "value": word(), "start": 0, "end": 2}], "actions": ["action_hours"]}
    (said,) = await answer(store, recorded, reply, **read)
    await _rated(store, who, said, conversation, planted)
    await _learned(store, who, by, planted, recorded.message.id)
    await _saved(store, by, conversation, planted)
    await _with_a_librarian(store, who, by, conversation, planted)
    await _complained(store, by, conversation, planted)
    await _written_to_on_telegram(store, planted, patron_id)
    await _applied(store, who, planted, patron_id)
    while await search.index_new(store):
        pass
    return planted


async def _applied(store: Store, who: Identity, planted: Planted, patron_id: int | None) -> None:
    """Ask for membership, and hear nothing of it."""
    now = store.clock.now()
    told = {name: planted.word() for name in ("name", "contact", "address")}
    told["contact_norm"] = told["contact"]
    sent = {"public_id": f"a{who.id}", "identity_id": who.id, "patron_id": patron_id, "status": "sent"}
    sent |= {"began_at": now, "sent_at": now}
    shape = {"channel": "web_chat", "language": "en", "contact_kind": "email", "birth_year": 1990}
    await add(store, records.Application, **sent, **shape, **told)


async def _rated(store: Store, who: Identity, said: MessageView, conversation: str, planted: Planted) -> None:
    await feedback.thumb(store, said.id, who.id, -1)
    values = {"comment": planted.word(), "reason": planted.word()}
    await store.transact(
        lambda connection: connection.execute(update(FEEDBACK).where(FEEDBACK.c.message_id == said.id).values(**values))
    )
    await answering.give_unasked(store, conversation, 2, planted.word())


async def _learned(store: Store, who: Identity, by: Actor, planted: Planted, message_id: int) -> None:
    asked = planted.word()
    recorded = await say(store, who, f"may {asked} {('swim', 'fly', 'dive')[planted.whose % 3]}")
    await answer(store, recorded, "I do not know", status="fallback", intent="nlu_fallback")
    query = select(QUESTION.c.id).where(QUESTION.c.sample_redacted.like(f"%{asked}%"))
    question_id = await store.look(lambda connection: connection.scalar(query))
    assert question_id is not None
    await grouping.keep_vectors(store, {question_id: [1.0, 0.0] if planted.whose % 2 else [0.0, 1.0]})
    await grouping.group_new(store)
    (question,) = await rows(store, records.UnansweredQuestion, id=question_id)
    await question_work.change(store, question.group_id, by, note=planted.word())
    await proposals.propose_wordings(store, [question_id], "hours", by)
    (proposal,) = await rows(store, records.ExampleProposal, question_id=question_id)
    await proposals.accept(store, [proposal.id], by)
    planted.by_staff = [planted.word(), planted.word()]
    edit = changes.ContentEdit("example_removed", "en", "hours", planted.by_staff[0], {"was": planted.by_staff[1]})
    await changes.record_changes(store, [edit], by=by)
    values: dict[str, Any] = {"message_id": message_id, "reason": "unsure", "weight": 0.5}
    item = await add(store, records.ReviewItem, **values, created_at=store.clock.now())
    entity = {"entity": "title", "value": planted.word()}
    await verdicts.judge(store, item, by, "location", entities=[entity], note=planted.word())


async def _saved(store: Store, by: Actor, conversation: str, planted: Planted) -> None:
    talk = await transcript.talk(store, conversation)
    lines = await transcript.lines(store, talk.id, internal=False)
    name = f"test of {planted.word()}"
    await saved_tests.save_test(store, conversation, name, lines, by=by)
    failed = {"story": name, "problem": None, "steps": [{"kind": "intent", "said": planted.word()}]}
    report = {"stories": {"total": 1, "failed": [failed]}, "comparison": {"why": [{"rule": "story", "story": name}]}}
    model = {"inputs": f"m{talk.id}", "origin": "console", "state": "tested", "report": report}
    await add(store, records.ModelVersion, **model, created_at=store.clock.now())


async def _with_a_librarian(store: Store, who: Identity, by: Actor, conversation: str, planted: Planted) -> None:
    await steps.request(store, conversation, reason=planted.word(), opening=_open)
    await steps.claim(store, conversation, by)
    await steps.reply(store, conversation, by, f"dear {planted.word()}")
    await queue.add_note(store, conversation, by, planted.word())
    for item in await outbox.due(store, "web_chat"):
        if item.identity_id == who.id and await outbox.claim(store, item.id):
            await outbox.failed(store, item.id, f"cannot send {planted.word()}")
    await steps.close(store, conversation, by)


async def _open(_store: Store, _at: datetime) -> tuple[bool, datetime | None]:
    return True, None


async def _complained(store: Store, by: Actor, conversation: str, planted: Planted) -> None:
    made = await opening.open_case(
        store,
        "complaint",
        conversation=conversation,
        subject=planted.word(),
        description=planted.word(),
        language="en",
        idempotency_key=f"{conversation}:id-{planted.word()}:complaint",
    )
    planted.case = made.number
    await add_contact(store, made.number, f"{PHONE} {EMAIL} {planted.word()}")
    await add_note(store, made.number, planted.word(), by=by)
    file = await case_file(store, made.number)
    assert file is not None
    letter = "{2}".format
    await answer_case(store, made.number, planted.word(), version=file.version, by=by, letter=letter)
    await appeal(store, made.number, planted.word(), by=by)


async def _written_to_on_telegram(store: Store, planted: Planted, patron_id: int | None) -> None:
    name, number = planted.word(), planted.word()
    who = await identities.identity_for(store, "telegram", number, display_name=name, language="en")
    if patron_id is not None:
        who = await sign_in(store, who, patron_id)
    recorded = await say(store, who, planted.word())
    planted.conversations.append(recorded.interaction.public_id)
    await alarms.ring(store, recorded.interaction.public_id, "danger", message=planted.word())
    await answer(store, recorded, planted.word(), via_outbox=True)


__all__ = ["EMAIL", "PHONE", "Planted", "plant", "team", "visitor"]
