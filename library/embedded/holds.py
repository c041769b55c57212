"""Holds over the store's circulation tables: placing, queueing, cancelling."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from uuid import uuid4

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.library_info.directory import calendar_of
from crm.lifecycle.engagement import engaged
from library.embedded.base import Branches, EmbeddedPart, end_of_day, fitted, local_date
from library.embedded.hold_attempts import HoldAsked
from library.embedded.pick_up import kept_until, move_refusal, pick_up_branches, pick_up_refusal
from library.embedded.promises import promised
from library.embedded.rules import HoldFacts, RuleBook, hold_refusal
from library.values import (
    BranchRef,
    CancelOutcome,
    CancelStatus,
    Hold,
    HoldOutcome,
    HoldState,
    HoldStatus,
    Refusal,
)

__all__ = ["Holds", "ask_staff_to_stop", "refused_hold"]

STATES = {"requested": HoldState.PENDING, "in_transit": HoldState.IN_TRANSIT, "ready": HoldState.READY}
READY_FIRST = (HoldState.READY, HoldState.IN_TRANSIT, HoldState.PENDING)
GONE = ("lost", "withdrawn")
CANCEL_REQUESTED = "hold.cancel_requested"

_OPEN = (
    select(records.Hold, records.TitleRecord)
    .join(records.TitleRecord, records.TitleRecord.id == records.Hold.title_id)
    .where(
        records.Hold.patron_id == bindparam("patron"),
        records.Hold.closed_at.is_(None),
        records.Hold.status.in_(STATES),
    )
    .order_by(records.Hold.placed_at, records.Hold.id)
)


class Holds(EmbeddedPart):
    """A patron's reservations."""

    async def holds(self, patron_id: int) -> list[Hold]:
        """List a patron's open holds, ready ones first."""

        def look(session: Session) -> list[Hold]:
            rows = session.execute(_OPEN, {"patron": patron_id}).all()
            places = self._places(session)
            lines = self._in_line(session, {of.id for _, of in rows}) if rows else {}
            seen = [self._view(row, of, places, [one.id for one in lines.get(of.id, ())]) for row, of in rows]
            return sorted(seen, key=lambda view: READY_FIRST.index(view.state))

        return await self._read(look)

    async def pickup_branches(self, patron_id: int, title_id: str) -> list[BranchRef]:
        """List the branches where a hold can be picked up, the patron's own first."""

        def look(session: Session) -> list[BranchRef]:
            patron = self._patron(session, patron_id)
            return pick_up_branches(self._places(session).refs(), patron.home_branch_id if patron else None)

        return await self._read(look)

    async def check_hold(self, patron_id: int, title_id: str, branch_code: str) -> Refusal | None:
        """Say why a title would not be reserved now."""

        def look(session: Session) -> Refusal | None:
            title = session.scalar(select(records.TitleRecord).where(records.TitleRecord.ils_bib_id == title_id))
            patron = self._patron(session, patron_id)
            if title is None or patron is None:
                return None
            return self._hold_refusal(session, patron, title, self._places(session).by_code(branch_code))

        return await self._read(look)

    async def place_hold(
        self, patron_id: int, title_id: str, branch_code: str, *, key: str, conversation: str | None = None
    ) -> HoldOutcome:
        """Reserve a title; a copy that stands free somewhere is no hindrance, but is told."""

        def work(session: Session) -> HoldOutcome:
            hold = records.Hold
            title = session.scalar(
                # Locked, so that two who reserve at once do not get the same place in the queue.
                select(records.TitleRecord).where(records.TitleRecord.ils_bib_id == title_id).with_for_update()
            )
            patron = self._patron(session, patron_id)
            if title is None or patron is None:
                return HoldOutcome.unknown(title_id)
            places = self._places(session)
            full_key = fitted(f"{key}:{title_id}")
            before = session.scalar(select(hold).where(hold.idempotency_key == full_key, hold.patron_id == patron_id))
            if before is not None:
                return self._placed(session, before, title, places, repeated=True)
            attempt = HoldAsked("place", patron_id, key, title_id)
            if (kept := attempt.known(session)) is not None:
                return refused_hold(title, kept.refusal, repeated=True)
            branch, now = places.by_code(branch_code), self._clock.now()
            interaction = self._interaction(session, conversation)
            refusal = self._hold_refusal(session, patron, title, branch)
            if refusal is not None:
                attempt.note(session, now, refusal, title_id=title_id, interaction=interaction)
                return refused_hold(title, refusal)
            row = hold(
                ils_hold_id=f"H-{uuid4().hex[:12]}",
                idempotency_key=full_key,
                patron_id=patron_id,
                title_id=title.id,
                pickup_branch_id=branch.id if branch else None,
                status="requested",
                queue_position=len(self._queue(session, title.id)) + 1,
                placed_at=now,
                interaction_id=interaction,
            )
            session.add(row)
            session.flush()
            engaged(session.connection(), patron_id, now)
            return self._placed(session, row, title, places)

        return await self._write(work)

    async def cancel_hold(
        self, patron_id: int, hold_id: str, *, key: str, conversation: str | None = None
    ) -> CancelOutcome:
        """Drop a reservation; one that is under way is only marked for staff to stop."""

        def work(session: Session) -> CancelOutcome:
            found = _held(session, patron_id, hold_id)
            patron = self._patron(session, patron_id)
            if found is None or patron is None or found[0].status in ("filled", "expired"):
                return CancelOutcome.unknown(hold_id)
            row, of = found
            status, repeated = CancelStatus.CANCELLED, row.status == "cancelled"
            if row.status == "in_transit":
                status = CancelStatus.REQUESTED
                repeated = ask_staff_to_stop(session, self._store, row.ils_hold_id, patron.public_id, key)
            elif not repeated:
                self._close(session, row)
                engaged(session.connection(), patron_id, self._clock.now())
            return CancelOutcome(hold_id, status, of.title, of.authors or "", repeated=repeated)

        return await self._write(work)

    async def change_pickup(
        self, patron_id: int, hold_id: str, branch_code: str, *, key: str, conversation: str | None = None
    ) -> HoldOutcome:
        """Have a hold collected at another branch; one that is under way or ready is refused."""

        def work(session: Session) -> HoldOutcome:
            found = self._open_hold(session, patron_id, hold_id)
            patron = self._patron(session, patron_id)
            if found is None or patron is None:
                return HoldOutcome.unknown()
            row, of = found
            places = self._places(session)
            attempt = HoldAsked("move", patron_id, key, hold_id)
            if (kept := attempt.known(session)) is not None:
                # Where it was moved to since, by another request, it stays.
                moved = kept.refusal is None
                return (
                    self._placed(session, row, of, places, repeated=True)
                    if moved
                    else refused_hold(of, kept.refusal, repeated=True)
                )
            branch, now = places.by_code(branch_code), self._clock.now()
            refusal = move_refusal(row, branch)
            attempt.note(
                session,
                now,
                refusal,
                title_id=of.ils_bib_id,
                interaction=self._interaction(session, conversation),
            )
            if refusal is not None or branch is None:
                return refused_hold(of, refusal)
            # The same branch once more changes nothing.
            repeated = row.pickup_branch_id == branch.id
            if not repeated:
                row.pickup_branch_id = branch.id
                engaged(session.connection(), patron_id, now)
                session.flush()
            return self._placed(session, row, of, places, repeated=repeated)

        return await self._write(work)

    def _open_hold(
        self, session: Session, patron_id: int, hold_id: str
    ) -> tuple[records.Hold, records.TitleRecord] | None:
        """Find a hold of a patron’s that is not closed, and its title; locked."""
        found = _held(session, patron_id, hold_id)
        return found if found is not None and found[0].closed_at is None else None

    def _hold_refusal(
        self,
        session: Session,
        patron: records.Patron,
        title: records.TitleRecord,
        branch: records.Branch | None,
    ) -> Refusal | None:
        """Say why this patron may not reserve this title; None when they may."""
        hold = records.Hold
        count = select(func.count()).where(hold.patron_id == patron.id, hold.closed_at.is_(None))
        facts = HoldFacts(
            standing=self._standing(session, patron),
            pick_up=pick_up_refusal(branch),
            has_already=self._has_already(session, patron.id, title.id),
            holds=session.scalar(count) or 0,
        )
        return hold_refusal(facts, self._hold_rule(session, self._rules(session), patron.category, title.id))

    def _has_already(self, session: Session, patron_id: int, title_id: int) -> bool:
        hold, loan, item = records.Hold, records.Loan, records.Item
        held = select(hold.id).where(hold.patron_id == patron_id, hold.title_id == title_id, hold.closed_at.is_(None))
        out = (
            select(loan.id)
            .join(item, item.id == loan.item_id)
            .where(loan.patron_id == patron_id, item.title_id == title_id, loan.returned_at.is_(None))
        )
        return session.scalar(held.limit(1)) is not None or session.scalar(out.limit(1)) is not None

    def _hold_rule(
        self, session: Session, rules: RuleBook, category: str | None, title_id: int
    ) -> records.LoanRule | None:
        """Find the kindest rule of the types in which the title has copies that are lent."""
        item = records.Item
        types = session.scalars(
            select(item.item_type).distinct().where(item.title_id == title_id, item.status.not_in(GONE))
        )
        found = (rules.rule(category, item_type) for item_type in types if rules.lends(item_type))
        return max((rule for rule in found if rule), key=lambda rule: (rule.max_holds, rule.id), default=None)

    def _placed(
        self,
        session: Session,
        row: records.Hold,
        title: records.TitleRecord,
        places: Branches,
        *,
        repeated: bool = False,
    ) -> HoldOutcome:
        return HoldOutcome(
            HoldStatus.PLACED,
            title.ils_bib_id,
            title.title,
            title.authors or "",
            hold=self._view(row, title, places, [one.id for one in self._queue(session, title.id)]),
            available_at=self._free_at(session, row, places),
            repeated=repeated,
        )

    def _free_at(self, session: Session, row: records.Hold, places: Branches) -> tuple[BranchRef, ...]:
        """Name the branches where a copy to take home stands free for this hold: nobody before it waits for that."""
        item = records.Item
        shelved = session.scalars(
            select(item).where(item.title_id == row.title_id, item.status == "available").order_by(item.id)
        )
        rules = self._rules(session)
        lent = [copy for copy in shelved if rules.lends(copy.item_type)]
        before = []
        for waiting in self._queue(session, row.title_id):
            if waiting.id == row.id:
                break
            before.append(waiting)
        taken = promised(lent, before)
        free = {copy.branch_id for copy in lent if copy.id not in taken}
        return tuple(ref for branch_id, ref in places.refs().items() if branch_id in free)

    def _queue(self, session: Session, title_id: int) -> list[records.Hold]:
        return self._waiting(session, [title_id]).get(title_id, [])

    def _view(self, row: records.Hold, title: records.TitleRecord, places: Branches, queue: Sequence[int]) -> Hold:
        """Describe a hold; `queue` are the ids of those that wait for its title, the first first."""
        zone = places.zone(row.pickup_branch_id)
        return Hold(
            id=row.ils_hold_id,
            title_id=title.ils_bib_id,
            title=title.title,
            author=title.authors or "",
            state=STATES.get(row.status, HoldState.PENDING),
            position=queue.index(row.id) + 1 if row.id in queue else None,
            queue_length=len(queue),
            pickup=places.ref(row.pickup_branch_id),
            placed=local_date(row.placed_at, zone),
            ready_until=local_date(row.ready_until, zone) if row.ready_until else None,
            can_cancel=row.closed_at is None,
        )

    def _close(self, session: Session, row: records.Hold) -> None:
        was_ready = row.status == "ready"
        row.status = "cancelled"
        row.closed_at = self._clock.now()
        row.queue_position = None
        session.flush()
        if was_ready and row.item_id is not None:
            self._pass_on(session, row)
        for place, waiting in enumerate(self._queue(session, row.title_id), start=1):
            waiting.queue_position = place

    def _pass_on(self, session: Session, left: records.Hold) -> None:
        """Give the copy that was set aside to the next in the queue, or back to its shelf."""
        item = session.get_one(records.Item, left.item_id)
        here = left.pickup_branch_id or item.branch_id
        following = next(
            (hold for hold in self._queue(session, left.title_id) if hold.item_id in (None, item.id)), None
        )
        if following is None:
            item.status = "available" if item.branch_id in (None, here) else "in_transit"
            return
        following.item_id = item.id
        following.queue_position = None
        if following.pickup_branch_id not in (None, here):
            following.status, item.status = "in_transit", "in_transit"
        else:
            following.status, item.status = "ready", "on_hold_shelf"
            self._set_aside(session, following, item)
        session.flush()

    def _set_aside(self, session: Session, hold: records.Hold, item: records.Item) -> None:
        """Start the days for which a ready copy is kept, the last of them an open one."""
        now = self._clock.now()
        patron = session.get(records.Patron, hold.patron_id) if hold.patron_id else None
        rule = self._rules(session).rule(patron.category if patron else None, item.item_type)
        calendar = calendar_of(session, hold.pickup_branch_id)
        hold.ready_at = now
        hold.ready_until = end_of_day(kept_until(local_date(now, calendar.zone), rule, calendar), calendar.zone)


def _held(session: Session, patron_id: int, hold_id: str) -> tuple[records.Hold, records.TitleRecord] | None:
    hold, title = records.Hold, records.TitleRecord
    row = session.execute(
        select(hold, title)
        .join(title, title.id == hold.title_id)
        .where(hold.ils_hold_id == hold_id, hold.patron_id == patron_id)
        .with_for_update(of=hold)
    ).first()
    return None if row is None else (row[0], row[1])


def refused_hold(title: records.TitleRecord, refusal: Refusal | None, *, repeated: bool = False) -> HoldOutcome:
    """Tell of a hold that is refused."""
    return HoldOutcome(
        HoldStatus.REFUSED, title.ils_bib_id, title.title, title.authors or "", refusal=refusal, repeated=repeated
    )


def ask_staff_to_stop(session: Session, store: Store, hold_id: str, patron: str, key: str) -> bool:
    """Leave word for staff, once, that a patron wants a hold under way stopped; give whether it was there already."""
    event = records.AuditEvent
    asked = select(event.id).where(event.entity == "hold", event.entity_id == hold_id, event.action == CANCEL_REQUESTED)
    if session.scalar(asked.limit(1)) is not None:
        return True
    trail.append(
        session.connection(),
        store,
        Actor("patron", patron),
        CANCEL_REQUESTED,
        trail.Subject("hold", hold_id, patron),
        # The patron's program names its messages: what it calls them is not for the trail.
        request_id=hashlib.sha256(key.encode()).hexdigest(),
    )
    return False
