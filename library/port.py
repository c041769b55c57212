"""The port to a library system: everything that an adapter can be asked.

Refusals are values with a reason; an exception (library/errors.py) means that the system could not be asked.
An adapter checks ownership itself: another patron's loan or hold is *not found*. No write is retried.

A write is made only while somebody waits for it: inside `crm.database.turn_guard.asked_by` it raises
crm.errors.TurnClosed, with nothing done, once the turn of that message is over. An adapter whose writes are the
store's own transactions does so by itself; any other begins each of its writes with `await still_wanted(store)`,
right before its call.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from crm.database.store import Store
from language.requests.reading.wish import ReadingWish
from library.values import (
    AccountState,
    BranchAvailability,
    BranchRef,
    CancelOutcome,
    Capability,
    FeeAccount,
    Hold,
    HoldOutcome,
    LendingTerms,
    LibraryHealth,
    Loan,
    NoticeMatter,
    Patron,
    Refusal,
    RenewCheck,
    RenewOutcome,
    SearchPage,
    Suggestions,
    Title,
)

__all__ = ["Library", "still_wanted"]


async def still_wanted(store: Store) -> None:
    """Note that something is begun for the message at hand; raises TurnClosed when nobody waits for it any more."""
    await store.transact(lambda _connection: None)


class Library(Protocol):
    """A library system.

    Writes take the caller's idempotency key (`key`) and the engine's conversation id: the same key again
    returns what was answered before and changes nothing, whatever became of rules and debt: a renewal or a hold that
    was refused stays refused, and what was moved is not moved once more. To cancel a hold again changes nothing anyway.
    """

    def capabilities(self) -> frozenset[Capability]:
        """Say what this system can do."""

    async def prepare(self) -> None:
        """Read ahead what the first question would have to wait for, as an index of a large catalogue."""

    async def health(self) -> LibraryHealth:
        """Ask whether it answers; never raises."""

    async def authenticate(self, card: str, pin: str) -> Patron | None:
        """Find the patron of a card and PIN, or None when they do not belong together.

        Raises IlsUnavailable when it cannot be asked, CardLocked when the library system has locked the card, or is
        about to. How often it may be asked is the caller's to see to (crm.patrons.pin_tries).
        """

    async def patron(self, patron_id: int) -> Patron | None:
        """Describe a patron."""

    async def account(self, patron_id: int) -> AccountState | None:
        """Describe a patron's card: expiry, blocks, counts and what is owed."""

    async def loans(self, patron_id: int) -> list[Loan]:
        """List what a patron has out, what is due first first."""

    async def check_renewal(self, patron_id: int, loan_ids: Sequence[str]) -> list[RenewCheck]:
        """Say for each loan, in order, whether it could be renewed now."""

    async def renew(
        self, patron_id: int, loan_ids: Sequence[str], *, key: str, conversation: str | None = None
    ) -> list[RenewOutcome]:
        """Renew loans; one outcome for each, in order, the same again for the same key.

        What lateness had come to until then stays owed.
        """

    async def holds(self, patron_id: int) -> list[Hold]:
        """List a patron's open holds, ready ones first."""

    async def pickup_branches(self, patron_id: int, title_id: str) -> list[BranchRef]:
        """List the branches where a hold on this title can be picked up, the patron's own first."""

    async def check_hold(self, patron_id: int, title_id: str, branch_code: str) -> Refusal | None:
        """Say what is surely in the way of a hold, without placing one; None where nothing is known to be."""

    async def place_hold(
        self, patron_id: int, title_id: str, branch_code: str, *, key: str, conversation: str | None = None
    ) -> HoldOutcome:
        """Reserve a title for a patron at a branch."""

    async def cancel_hold(
        self, patron_id: int, hold_id: str, *, key: str, conversation: str | None = None
    ) -> CancelOutcome:
        """Drop a reservation."""

    async def change_pickup(
        self, patron_id: int, hold_id: str, branch_code: str, *, key: str, conversation: str | None = None
    ) -> HoldOutcome:
        """Have a hold that is not on its way yet collected at another branch; its place in the queue stays."""

    async def notice_matter(self, patron_ids: Sequence[int]) -> dict[int, NoticeMatter]:
        """Read what notices need of some patrons, by their ids; of a patron whom the system does not have, nothing.

        Raises LibraryError, with nothing told of any of them, where it cannot be read of one. Each one is a request
        or several where the system does not read many at once.
        """

    async def fees(self, patron_id: int) -> FeeAccount:
        """Say what a patron owes, and what for."""

    async def lending_terms(self, patron_id: int | None = None) -> list[LendingTerms]:
        """List what is lent and on which terms: to a patron, or (None) to every category there is."""

    async def search(
        self,
        text: str | None = None,
        *,
        title: str | None = None,
        author: str | None = None,
        isbn: str | None = None,
        subject: str | None = None,
        language: str | None = None,
        limit: int = 5,
        exactly: bool = False,
        counted: bool = True,
    ) -> SearchPage:
        """Find titles; all that is given must fit, spelling may be a little wrong unless `exactly` is asked for.

        Not `counted`, nobody looks how many copies there are: who only looks for names needs none.
        """

    async def title(self, title_id: str) -> Title | None:
        """Describe one title."""

    async def editions(self, title_id: str) -> list[Title]:
        """List the other editions of a title's work: in other languages, and of other kinds."""

    async def described(
        self,
        text: str,
        *,
        language: str = "",
        limit: int = 2,
        loosely: bool = False,
        among: Collection[str] = (),
        without: Collection[str] = (),
        vector: npt.NDArray[np.float32] | None = None,
        fits: float | None = None,
    ) -> list[Title]:
        """Find the titles that a description fits, which names none; of editions the one in `language`.

        `loosely`: it surely describes a book; one rare word in common is enough. `among`: one of these is meant;
        `without`: none of these is, in any edition. `vector`: that of the text, by which other words for the same are
        found, if anything is; `fits`: from how like it on, where that is not left to the library.
        """

    async def as_described(self, text: str) -> str | None:
        """Give what the vector of a description is to be made of, for `described`; None where no title has one."""

    async def availability(self, title_id: str) -> list[BranchAvailability]:
        """Count a title's copies branch by branch, the main branch first."""

    async def waiting(self, title_id: str) -> int | None:
        """Count the reservations that wait for a copy of a title; None where the system does not say."""

    async def new_arrivals(self, limit: int = 5, days: int = 60, *, language: str | None = None) -> list[Title]:
        """List titles added in the last days, newest first."""

    async def suggest(
        self,
        wish: ReadingWish,
        *,
        hints: Sequence[str] = (),
        limit: int = 5,
        besides: Collection[str] = (),
        language: str = "",
    ) -> Suggestions:
        """Suggest titles that meet all of a wish; no patron's history is read.

        `hints` are words that may be a name or a subject: they count where the catalogue has them. `besides` are ids of
        titles not wanted again. Where the wish names no language, titles in `language` are preferred. When nothing
        meets the wish, titles that meet all of it but one part, which is named.
        """

    async def close(self) -> None:
        """Let go of what is held open to the library system."""
