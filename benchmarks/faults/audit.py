"""What the store says after the storm, held against what the patrons sent and were told."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, text

from benchmarks.faults.patrons import DONE, FAILED, UNSURE, Said, Talk, texts_of
from crm.database.store import Store

__all__ = ["Found", "audit"]

MESSAGES = """
    SELECT m.id, m.interaction_id, m.seq, m.sender, m.body, m.client_message_id, m.in_reply_to_id, m.answer_name
      FROM message m WHERE m.sender IN ('patron', 'bot') ORDER BY m.interaction_id, m.seq
"""
RENEWED = """
    SELECT r.idempotency_key, t.title FROM renewal_attempt r JOIN loan l ON l.id = r.loan_id
      JOIN item i ON i.id = l.item_id JOIN title_record t ON t.id = i.title_id WHERE r.result = 'succeeded'
"""
HELD = "SELECT idempotency_key, patron_id, title_id FROM hold WHERE idempotency_key IS NOT NULL"
CASES = "SELECT idempotency_key, description FROM service_case WHERE kind = 'complaint'"
OPEN_TURNS = "SELECT count(*) FROM journal WHERE state = 'received'"

Row = dict[str, Any]


class Found(Counter[str]):
    """How often each thing was found that must not be, and what was counted besides, with lines for a reader."""

    details: list[str]

    BAD = ("lost", "doubled", "altered", "unanswered", "out of order", "answer not as told", "open turns",
           "renewed twice", "reserved twice", "case twice", "done and told that it failed",
           "told that it was done and not done", "unheard", "heard twice")  # fmt: skip

    def is_clean(self) -> bool:
        """Tell whether nothing was found that must not be."""
        return not any(self[name] for name in self.BAD)


async def audit(store: Store, talks: Sequence[Talk]) -> Found:
    """Read the whole store and count."""
    found = Found()
    found.details = []

    def read(connection: Connection) -> None:
        messages: list[Row] = [dict(row) for row in connection.execute(text(MESSAGES)).mappings()]
        found["open turns"] = connection.scalar(text(OPEN_TURNS)) or 0
        said = {one.key: one for talk in talks for one in talk.said}
        answers = _conversations(found, messages, said)
        found["unanswered"] += sum(len(talk.unanswered) for talk in talks)
        ears = [talk.ear for talk in talks if talk.ear is not None]
        found["unheard"] = sum(len(ear.missing) for ear in ears)
        found["heard twice"] = sum(ear.twice for ear in ears)
        deeds: list[str] = []
        renewed: Counter[str] = Counter()
        wanted = sum((talk.renewals for talk in talks), Counter())
        attempts: dict[str, list[str]] = defaultdict(list)
        for row in connection.execute(text(RENEWED)).mappings():
            deeds.append(row["idempotency_key"])
            renewed[row["title"]] += 1
            attempts[row["title"]].append(row["idempotency_key"])
        found["renewed twice"] = sum(max(0, times - wanted[title]) for title, times in renewed.items())
        often = [title for title, times in renewed.items() if times > wanted[title]]
        _detail(found, "renewed twice", often, said, answers)
        for title in often:
            texts = [one.text for key in attempts[title] for one in said.values() if one.key in key]
            found.details.append(f"{title}: {attempts[title]}, asked for by {texts}")
        holds: Counter[tuple[int, int]] = Counter()
        for row in connection.execute(text(HELD)).mappings():
            deeds.append(row["idempotency_key"])
            holds[row["patron_id"], row["title_id"]] += 1
        found["reserved twice"] = sum(1 for times in holds.values() if times > 1)
        cases = [dict(row) for row in connection.execute(text(CASES)).mappings()]
        deeds += [row["idempotency_key"] or "" for row in cases]
        for mark in (mark for talk in talks for mark in talk.marks):
            times = sum(f"{mark} yesterday" in (row["description"] or "") for row in cases)
            found["case twice"] += max(0, times - 1)
            if times > 1:
                _detail(found, "case twice", [mark], said, answers)
        found["renewals"], found["reservations"], found["complaints"] = renewed.total(), len(holds), len(cases)
        _told(found, deeds, answers)

    await store.look(read)
    return found


def _conversations(found: Found, messages: Sequence[Row], said: dict[str, Said]) -> dict[str, list[Row]]:
    """Count what is wrong with the messages; give the bot's by the id of the message that they answer."""
    times = Counter(row["client_message_id"] for row in messages if row["sender"] == "patron")
    patrons = {row["id"]: row for row in messages if row["sender"] == "patron" and row["client_message_id"]}
    answers: dict[str, list[Row]] = defaultdict(list)
    latest: dict[int, int] = {}
    for row in messages:
        asked = patrons.get(row["in_reply_to_id"])
        if row["sender"] != "bot" or asked is None:
            continue
        answers[asked["client_message_id"]].append(row)
        # Answers come in the order of what they answer.
        if latest.get(row["interaction_id"], 0) > asked["seq"]:
            found["out of order"] += 1
        latest[row["interaction_id"]] = asked["seq"]
    bodies = {row["client_message_id"]: row["body"] for row in patrons.values()}
    failed, unsure = set(texts_of(*FAILED)), set(texts_of(*UNSURE))
    for key, one in said.items():
        found["turns"] += 1
        found["lost"] += times[key] == 0
        found["doubled"] += times[key] > 1
        found["altered"] += bodies.get(key) not in (one.text, None)
        found["unanswered"] += not one.replies
        kept = [row["body"] for row in answers[key]]
        found["answer not as told"] += bool(kept) and tuple(kept) != one.replies
        found["apologies"] += bool(failed & set(one.replies))
        found["told to look first"] += bool(unsure & set(one.replies))
    return answers


def _told(found: Found, deeds: Sequence[str], answers: dict[str, list[Row]]) -> None:
    """Count deeds whose own answer said that they had failed, and answers that told of a deed that there is not."""
    for key, rows in answers.items():
        done = sum(key in deed for deed in deeds)
        found["done"] += done
        names = {row["answer_name"] for row in rows}
        if (done and not names.isdisjoint(FAILED)) or (not done and not names.isdisjoint(DONE)):
            found.details.append(f"told otherwise: {key} {sorted(map(str, names))}, done: {done}")
        found["done and told that it failed"] += bool(done) and not names.isdisjoint(FAILED)
        found["told that it was done and not done"] += not done and not names.isdisjoint(DONE)


def _detail(
    found: Found, what: str, words: Sequence[str], said: dict[str, Said], answers: dict[str, list[Row]]
) -> None:
    """Note what was said with some words, with its key and what was answered."""
    for key, one in said.items():
        if any(word in one.text for word in words):
            names = [row["answer_name"] for row in answers[key]]
            found.details.append(f"{what}: {key} “{one.text}”, sent {one.sent} times: {names}")
