"""Holds that another system's files brought, and changes to them as requests to staff."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import records
from library.embedded.holds import Holds, refused_hold
from library.embedded.pick_up import move_refusal, pick_up_refusal
from library.files.requests import Wish, ask_staff, locked_patron
from library.reasons import Reason
from library.values import CancelOutcome, CancelStatus, HoldOutcome, HoldStatus, Refusal

__all__ = ["HoldRequests"]


class HoldRequests(Holds):
    """Holds as they were, and what staff are asked to do with them."""

    async def check_hold(self, patron_id: int, title_id: str, branch_code: str) -> Refusal | None:
        """Say that the patron has it already, which is all that is refused; the rest staff decide on."""

        def look(session: Session) -> Refusal | None:
            row = records.TitleRecord
            found = session.scalar(select(row.id).where(row.ils_bib_id == title_id))
            has = found is not None and self._has_already(session, patron_id, found)
            return Refusal(Reason.ALREADY_HAVE) if has else None

        return await self._read(look)

    async def place_hold(
        self, patron_id: int, title_id: str, branch_code: str, *, key: str, conversation: str | None = None
    ) -> HoldOutcome:
        """Ask staff to reserve a title; refused only where there is no such branch, or the patron has it already."""

        def work(session: Session) -> HoldOutcome:
            row = records.TitleRecord
            patron = locked_patron(session, patron_id)
            title = session.scalar(select(row).where(row.ils_bib_id == title_id))
            if title is None or patron is None:
                return HoldOutcome.unknown(title_id)
            branch = self._places(session).by_code(branch_code)
            refusal = pick_up_refusal(branch)
            if refusal is None and self._has_already(session, patron_id, title.id):
                refusal = Refusal(Reason.ALREADY_HAVE)
            if refusal is not None or branch is None:
                return refused_hold(title, refusal)
            return self._asked(session, patron, "hold", title, branch, title_id, key, conversation)

        return await self._write(work)

    async def cancel_hold(
        self, patron_id: int, hold_id: str, *, key: str, conversation: str | None = None
    ) -> CancelOutcome:
        """Ask staff to cancel a reservation; until they have, it stands."""

        def work(session: Session) -> CancelOutcome:
            patron = locked_patron(session, patron_id)
            found = None if patron is None else self._open_hold(session, patron_id, hold_id)
            if found is None or patron is None:
                return CancelOutcome.unknown(hold_id)
            hold, title = found
            asked = ask_staff(
                session, self._store, patron, "cancel_hold", thing=hold_id, words=f"{title.title} ({hold_id})", key=key,
                interaction=self._interaction(session, conversation), branch_id=hold.pickup_branch_id,
            )  # fmt: skip
            author = title.authors or ""
            return CancelOutcome(
                hold_id, CancelStatus.REQUESTED, title.title, author, repeated=asked.repeated, request=asked.number
            )

        return await self._write(work)

    async def change_pickup(
        self, patron_id: int, hold_id: str, branch_code: str, *, key: str, conversation: str | None = None
    ) -> HoldOutcome:
        """Ask staff to have a hold collected at another branch; refused for one that is under way or ready."""

        def work(session: Session) -> HoldOutcome:
            patron = locked_patron(session, patron_id)
            found = None if patron is None else self._open_hold(session, patron_id, hold_id)
            if found is None or patron is None:
                return HoldOutcome.unknown()
            hold, title = found
            branch = self._places(session).by_code(branch_code)
            refusal = move_refusal(hold, branch)
            if refusal is not None or branch is None:
                return refused_hold(title, refusal)
            return self._asked(session, patron, "change_pickup", title, branch, hold_id, key, conversation)

        return await self._write(work)

    def _asked(
        self,
        session: Session,
        patron: records.Patron,
        wish: Wish,
        title: records.TitleRecord,
        branch: records.Branch,
        thing: str,
        key: str,
        conversation: str | None,
    ) -> HoldOutcome:
        asked = ask_staff(
            session, self._store, patron, wish,
            thing=thing, place=branch.code, words=f"{title.title} ({thing}) → {branch.name_fa} / {branch.name_en}",
            key=f"{key}:{thing}", interaction=self._interaction(session, conversation), branch_id=branch.id,
        )  # fmt: skip
        return HoldOutcome(
            HoldStatus.REQUESTED, title.ils_bib_id, title.title, title.authors or "",
            repeated=asked.repeated, request=asked.number,
        )  # fmt: skip
