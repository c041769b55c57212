"""What notices need of patrons, one card after the other: the protocol has no list of anybody else's."""

from __future__ import annotations

from collections.abc import Sequence

from library.embedded.base import end_of_day
from library.sip2.holds import Holds
from library.sip2.loans import Loans
from library.values import DueLoan, HoldState, NoticeMatter, ReadyHold

__all__ = ["NoticeMatters"]


class NoticeMatters(Loans, Holds):
    """Loans, reservations that are ready, and cards' last days."""

    async def notice_matter(self, patron_ids: Sequence[int]) -> dict[int, NoticeMatter]:
        """Read what notices need of some patrons; of each the card is asked for, and every copy that it names."""
        found = {}
        for one in patron_ids:
            desk = await self._desk(one)
            if desk is None:
                continue
            zone, expires = self._zone(desk.house), desk.standing.record.expires
            held = await self._own_holds(desk.own, desk.house)
            found[one] = NoticeMatter(
                loans=tuple(DueLoan(each.name, each.due) for each in desk.loans),
                ready=tuple(
                    ReadyHold(
                        each.name,
                        end_of_day(each.item.pick_up_by, zone) if each.item and each.item.pick_up_by else None,
                        self._branch_at(each.item.place, desk.house) if each.item else None,
                    )
                    for each in held
                    if each.state is HoldState.READY
                ),
                knows_card=expires is not None,
                expires=end_of_day(expires, zone) if expires else None,
            )
        return found
