"""What notices need of many patrons at once, out of the store's circulation tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import records
from library.embedded.base import EmbeddedPart
from library.values import DueLoan, NoticeMatter, ReadyHold

__all__ = ["NoticeMatters"]


class NoticeMatters(EmbeddedPart):
    """Loans, reservations that are ready, and cards' last days."""

    async def notice_matter(self, patron_ids: Sequence[int]) -> dict[int, NoticeMatter]:
        """Read what notices need of some patrons."""

        def look(session: Session) -> dict[int, NoticeMatter]:
            places = self._places(session)
            patron, loan, hold = records.Patron, records.Loan, records.Hold
            here = (patron.id.in_(patron_ids), patron.erased_at.is_(None), patron.merged_into_id.is_(None))
            expiries = {
                row.id: row.expires_at for row in session.execute(select(patron.id, patron.expires_at).where(*here))
            }
            loans, ready = defaultdict(list), defaultdict(list)
            out = select(loan).where(loan.patron_id.in_(expiries), loan.returned_at.is_(None))
            for one in session.scalars(out.order_by(loan.due_at, loan.id)):
                loans[one.patron_id].append(DueLoan(one.ils_loan_id, one.due_at))
            waiting = select(hold).where(hold.patron_id.in_(expiries), hold.status == "ready", hold.closed_at.is_(None))
            for each in session.scalars(waiting.order_by(hold.id)):
                place = places.ref(each.pickup_branch_id)
                ready[each.patron_id].append(ReadyHold(each.ils_hold_id, each.ready_until, place))
            return {
                one: NoticeMatter(tuple(loans[one]), tuple(ready[one]), True, expires)
                for one, expires in expiries.items()
            }

        return await self._read(look, much=True)
