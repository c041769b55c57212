"""What a library has told of itself so far: the steps from an empty store to the first patron."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, case, delete, exists, func, insert, select
from sqlalchemy.sql import Select

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.errors import InvalidValue

__all__ = ["STEPS", "Examples", "SetupProgress", "examples", "progress", "skip_step", "take_up_step"]

# In the order in which they are best done; those of SKIPPED_NEVER every library needs.
STEPS = (
    "library", "branches", "hours", "desk", "holidays", "rules", "facts", "catalogue", "patrons", "staff", "channels",
)  # fmt: skip
SKIPPED_NEVER = frozenset({"library", "branches", "hours"})
ENOUGH_FACTS = 10
# A title that is asked for by its whole name, as people do.
LONGEST_EXAMPLE = 40


@dataclass(frozen=True, slots=True)
class SetupProgress:
    """How far a library is: which steps are done, which are left out, and the counts that say so.

    Whether there is a channel, only the settings show.
    """

    counts: Mapping[str, int]
    done: frozenset[str]
    skipped: frozenset[str]


async def progress(store: Store) -> SetupProgress:
    """Look how far the library is."""

    def look(connection: Connection) -> SetupProgress:
        today = store.clock.now().date()
        branch, hours, closing = records.Branch, records.BranchHours, records.Closing
        unread = select(func.count(branch.id)).where(~exists().where(_hours_of("library")))
        at_desk = select(func.count(branch.id)).where(exists().where(_hours_of("librarian")))
        here = records.Patron.erased_at.is_(None)
        queries: dict[str, Select[int]] = {
            "library": select(func.count(records.LibraryProfile.id)),
            "branches": select(func.count(branch.id)),
            "without_hours": unread,
            "with_desk": at_desk,
            "hours": select(func.count(hours.id)),
            "holidays": select(func.count(closing.id)).where(closing.last_day >= today),
            "rules": select(func.count(records.LoanRule.id)),
            # A question that nobody has answered tells nothing.
            "facts": select(func.count(records.Fact.id)).where(records.Fact.text_fa != ""),
            "catalogue": select(func.count(records.TitleRecord.id)),
            "patrons": select(func.count(records.Patron.id)).where(here, records.Patron.card_number_hash.is_not(None)),
            "staff": select(func.count(records.StaffUser.id)).where(records.StaffUser.is_active),
        }
        counts = {name: int(connection.scalar(query) or 0) for name, query in queries.items()}
        skipped = frozenset(connection.scalars(select(records.SetupSkip.step)))
        done = {name for name in ("library", "branches", "holidays", "rules", "catalogue", "patrons") if counts[name]}
        if counts["branches"] and not counts["without_hours"]:
            done.add("hours")
        if counts["with_desk"]:
            done.add("desk")
        if counts["facts"] >= ENOUGH_FACTS:
            done.add("facts")
        # Somebody else than the one who sets it up.
        if counts["staff"] > 1:
            done.add("staff")
        return SetupProgress(counts, frozenset(done), skipped & frozenset(STEPS))

    return await store.look(look)


@dataclass(frozen=True, slots=True)
class Examples:
    """What a first question may be about, of what there is: None for what nothing is there of yet."""

    branch: Mapping[str, str] | None
    question: Mapping[str, str] | None
    title: str | None
    has_rules: bool


async def examples(store: Store, language: str) -> Examples:
    """Give the main branch, a question with an answer, and a title, of that language if possible."""

    def look(connection: Connection) -> Examples:
        branch, fact, title = records.Branch, records.Fact, records.TitleRecord
        places = select(branch.name_fa, branch.name_en).order_by(branch.is_main.desc(), branch.id).limit(1)
        # Of one branch alone, or of one kind of patron, it may be answered otherwise than it is written.
        answered = (fact.text_fa != "") & fact.branch_id.is_(None) & fact.audience.is_(None)
        asked = select(fact.question_fa, fact.question_en).where(answered).order_by(fact.id).limit(1)
        others_last = case((title.language == language, 0), else_=1)
        short = func.length(title.title) <= LONGEST_EXAMPLE
        named = select(title.title).where(short).order_by(others_last, title.id).limit(1)
        place, question = connection.execute(places).first(), connection.execute(asked).first()
        return Examples(
            branch=None if place is None else {"fa": place.name_fa, "en": place.name_en},
            question=None if question is None else {"fa": question.question_fa, "en": question.question_en},
            title=connection.scalar(named),
            has_rules=connection.scalar(select(records.LoanRule.id).limit(1)) is not None,
        )

    return await store.look(look)


async def skip_step(store: Store, step: str, *, by: Actor) -> None:
    """Note that a step is not for this library. Raises InvalidValue for one that every library needs, or for none."""
    if step not in STEPS or step in SKIPPED_NEVER:
        raise InvalidValue("step", "needed")

    def put(connection: Connection) -> None:
        skipped = records.SetupSkip
        if connection.scalar(select(skipped.step).where(skipped.step == step)) is None:
            connection.execute(insert(skipped).values(step=step, skipped_by=by.name, skipped_at=store.clock.now()))
            trail.append(connection, store, by, "setup.skipped", trail.Subject("setup", step))

    await store.transact(put)


async def take_up_step(store: Store, step: str, *, by: Actor) -> None:
    """Take a step up again that was left out; nothing happens for one that was not."""

    def remove(connection: Connection) -> None:
        if connection.execute(delete(records.SetupSkip).where(records.SetupSkip.step == step)).rowcount:
            trail.append(connection, store, by, "setup.taken_up", trail.Subject("setup", step))

    await store.transact(remove)


def _hours_of(desk: str) -> ColumnElement[bool]:
    hours = records.BranchHours
    return (hours.branch_id == records.Branch.id) & (hours.desk == desk)
