"""Requests to edge-patron: what is asked of a patron's account, and the several meanings of its refusals."""

from __future__ import annotations

from typing import TypeVar
from urllib.parse import quote

import httpx
import msgspec

from library.errors import IlsMisconfigured, IlsProtocolError, IlsUnavailable
from library.folio.access import FolioAccess
from library.folio.wire import Account, Allowed, Hold, Loan, Refused, ServicePoint
from library.remote.attempts import Unanswered
from library.remote.breaker import Breaker
from library.remote.line import Line, trusting

__all__ = ["FolioClient", "Refusing"]

T = TypeVar("T")

# edge-patron's words for a patron whom it did not find; also where the look-up itself has failed.
NOBODY = "unable to find patron"


class Refusing(Exception):
    """FOLIO understood and says no: the status, and its words, which may hold names and are for no log."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(str(status))
        self.status = status
        self.words = words


class _NotFound(IlsUnavailable):
    """No patron was found, or the look-up has failed: edge-patron answers both alike."""


class FolioClient:
    """The line to one edge-patron."""

    def __init__(self, access: FolioAccess, *, breaker: Breaker | None = None) -> None:
        self._line = Line(
            "FOLIO",
            access.url.rstrip("/"),
            seconds=access.seconds,
            connections=access.connections,
            # In a header: an address may be written down on the way.
            headers={"Authorization": f"apikey {access.api_key}"},
            verify=trusting(access.ca_file, "KETABYAR_FOLIO_CA_FILE"),
            breaker=breaker,
        )

    @property
    def breaker(self) -> Breaker:
        """Give the breaker of the line."""
        return self._line.breaker

    async def close(self) -> None:
        """Let go of the connections."""
        await self._line.close()

    async def find(
        self, external_id: str, *, loans: bool = False, holds: bool = False, charges: bool = False
    ) -> Account | None:
        """Read a patron's account, with the lists that are asked for; None where FOLIO finds no such patron."""
        wanted = {"includeLoans": loans, "includeHolds": holds, "includeCharges": charges}
        query = {name: "true" for name, is_wanted in wanted.items() if is_wanted}
        try:
            answer = await self._ask("GET", _path(external_id), query=query)
        except _NotFound:
            return None
        except Refusing as no:
            # Any other 404 is of an address that is not edge-patron's.
            raise _refused_question(no) from no
        account = self._read(answer, Account)
        lists = (
            (loans, account.total_loans, account.loans),
            (holds, account.total_holds, account.holds),
            (charges, account.total_charges_count, account.charges),
        )
        if any(is_wanted and len(listed) < total for is_wanted, total, listed in lists):
            # Half a list would be told as all that there is.
            raise IlsProtocolError("FOLIO counts more on an account than it lists", nothing_done=True)
        return account

    async def account(
        self, external_id: str, *, loans: bool = False, holds: bool = False, charges: bool = False
    ) -> Account:
        """Read the account of a patron who was found before; raises IlsUnavailable where FOLIO does not find them now.

        edge-patron answers alike whether there is no such patron or the look-up failed: that is no empty account.
        """
        found = await self.find(external_id, loans=loans, holds=holds, charges=charges)
        if found is None:
            raise _NotFound("FOLIO does not find a patron, or could not look them up", nothing_done=True)
        return found

    async def service_points(self, external_id: str, instance_id: str) -> list[ServicePoint]:
        """List where a patron may collect a title; nowhere where FOLIO takes no request of theirs for it."""
        path = f"{_path(external_id)}/instance/{quote(instance_id)}/allowed-service-points"
        try:
            answer = await self._ask("GET", path)
        except Refusing as no:
            if no.status == 422:
                return []
            raise _refused_question(no) from no
        return self._read(answer, Allowed).allowed_service_points or []

    async def renew(self, external_id: str, item_id: str) -> Loan:
        """Renew the loan of a copy, once.

        Raises, as all changes here do, Refusing where FOLIO says no, Unanswered where it may have been done, or another
        LibraryError, with `nothing_done`, where it was not.
        """
        return await self._change(f"{_path(external_id)}/item/{quote(item_id)}/renew", Loan)

    async def place(self, external_id: str, instance_id: str, *, service_point: str, at: str) -> Hold:
        """Request a title, once; `at` is the moment of the request."""
        body = {"pickupLocationId": service_point, "requestDate": at, "item": {"instanceId": instance_id}}
        placed = await self._change(f"{_path(external_id)}/instance/{quote(instance_id)}/hold", Hold, body=body)
        if not placed.request_id:
            raise Unanswered("FOLIO’s answer to a request does not name it")
        return placed

    async def cancel(self, external_id: str, hold_id: str, *, reason: str, by: str, at: str) -> None:
        """Cancel a request, once; `by` is FOLIO's id of the patron."""
        body = {"holdId": hold_id, "cancellationReasonId": reason, "canceledByUserId": by, "canceledDate": at}
        path = f"{_path(external_id)}/hold/{quote(hold_id)}/cancel"
        await self._ask("POST", path, body=body, writes=True)

    async def _change(self, path: str, kind: type[T], *, body: object = None) -> T:
        answer = await self._ask("POST", path, body=body, writes=True)
        try:
            return self._read(answer, kind)
        except IlsProtocolError as error:
            raise Unanswered("FOLIO’s answer to a change cannot be read") from error

    async def _ask(
        self, method: str, path: str, *, query: dict[str, str] | None = None, body: object = None, writes: bool = False
    ) -> httpx.Response:
        answer = await self._line.send(method, path, query=query, body=body, writes=writes)
        status = answer.status_code
        if status < 300:
            return answer
        if status in (401, 403):
            raise IlsMisconfigured(
                f"FOLIO does not accept our API key, or does not allow its user this ({status})",
                nothing_done=True,
                kind="api_key",
            )
        words = _words(answer)
        if status == 404 and words.casefold().startswith(NOBODY):
            raise _NotFound("FOLIO does not find a patron, or could not look them up", nothing_done=True)
        if status in (404, 422):
            raise Refusing(status, words)
        raise IlsProtocolError(
            f"FOLIO finds our request malformed ({status}): is this edge-patron 5 or later?", nothing_done=True
        )

    @staticmethod
    def _read(answer: httpx.Response, kind: type[T]) -> T:
        try:
            return msgspec.json.decode(answer.content, type=kind, strict=False)
        except msgspec.DecodeError as error:
            raise IlsProtocolError(f"FOLIO’s answer cannot be read: {error}", nothing_done=True) from error


def _path(external_id: str) -> str:
    return f"/patron/account/{quote(external_id, safe='')}"


def _words(answer: httpx.Response) -> str:
    try:
        return msgspec.json.decode(answer.content, type=Refused, strict=False).words
    except msgspec.DecodeError:
        # Older versions answer in plain text.
        return answer.text[:200] if answer.headers.get("Content-Type", "").startswith("text/plain") else ""


def _refused_question(no: Refusing) -> IlsProtocolError:
    return IlsProtocolError(f"FOLIO refuses a question ({no}): is this edge-patron 5 or later?", nothing_done=True)
