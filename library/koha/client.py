"""Requests to Koha: its pages, its embeds, and its two kinds of no."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeVar

import httpx
import msgspec

from library.errors import IlsMisconfigured, IlsProtocolError
from library.koha.access import KohaAccess, api_address
from library.koha.auth import auth_of
from library.koha.wire import Refused
from library.remote.attempts import Unanswered
from library.remote.breaker import Breaker
from library.remote.line import Line, trusting

__all__ = ["KohaClient", "Refusing"]

T = TypeVar("T")

PAGE = 100
MOST_PAGES = 50


class Refusing(Exception):
    """Koha understood and says no: the status, its code where it has one, and its words for the log of nobody."""

    def __init__(self, status: int, body: Refused) -> None:
        super().__init__(f"{status} {body.error_code}".strip())
        self.status = status
        self.body = body


class KohaClient:
    """The line to one Koha."""

    def __init__(self, access: KohaAccess, *, breaker: Breaker | None = None) -> None:
        self.url = api_address(access.url)
        self._line = Line(
            "Koha",
            self.url,
            seconds=access.seconds,
            connections=access.connections,
            auth=auth_of(access, self.url),
            verify=trusting(access.ca_file, "KETABYAR_KOHA_CA_FILE"),
            breaker=breaker,
        )

    @property
    def breaker(self) -> Breaker:
        """Give the breaker of the line."""
        return self._line.breaker

    async def close(self) -> None:
        """Let go of the connections."""
        await self._line.close()

    async def get(self, path: str, kind: type[T], *, embed: str = "", **query: object) -> T:
        """Read one thing; raises Refusing where Koha says no, 404 among them, LibraryError for any failure."""
        answer = await self._send("GET", path, query=query, headers={"x-koha-embed": embed} if embed else {})
        return self._read(answer, kind)

    async def found(self, path: str, kind: type[T], *, embed: str = "", **query: object) -> T | None:
        """Read one thing, None where there is no such thing."""
        try:
            return await self.get(path, kind, embed=embed, **query)
        except Refusing as no:
            if no.status == 404:
                return None
            if no.status == 403:
                raise _account_refused(no) from no
            raise IlsProtocolError(f"Koha refuses a question ({no})", nothing_done=True) from no

    async def all(self, path: str, kind: type[T], *, embed: str = "", **query: object) -> list[T]:
        """Read a list to its end, page by page; empty where what it belongs to is not there."""
        rows: list[T] = []
        for page in range(1, MOST_PAGES + 1):
            # By itself Koha gives twenty.
            part = await self.found(path, list[kind], embed=embed, _page=page, _per_page=PAGE, **query)  # type: ignore[valid-type]
            rows += part or []
            if len(part or ()) < PAGE:
                break
        return rows

    async def write(
        self,
        method: str,
        path: str,
        kind: type[T],
        *,
        body: object = None,
        override: str = "",
        **query: object,
    ) -> T:
        """Change something, once.

        Raises Refusing where Koha says no, Unanswered where it may have been done, or another LibraryError, with
        `nothing_done`, where it was not.
        """
        headers = {"x-koha-override": override} if override else {}
        answer = await self._send(method, path, query=query, body=body, headers=headers, writes=True)
        try:
            return self._read(answer, kind)
        except IlsProtocolError as error:
            raise Unanswered("Koha’s answer to a change cannot be read") from error

    async def status(self, method: str, path: str, *, body: object = None, override: str = "") -> int:
        """Change something, once, of which the status alone tells the outcome; raises as `write` does."""
        headers = {"x-koha-override": override} if override else {}
        return (await self._send(method, path, body=body, headers=headers, writes=True)).status_code

    async def _send(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, object] | None = None,
        body: object = None,
        headers: Mapping[str, str] | None = None,
        writes: bool = False,
    ) -> httpx.Response:
        params = {
            key: value if isinstance(value, str | int) else json.dumps(value) for key, value in (query or {}).items()
        }
        answer = await self._line.send(method, path, query=params, body=body, headers=headers, writes=writes)
        status = answer.status_code
        if status < 300:
            return answer
        if status == 401:
            raise IlsMisconfigured(
                "Koha does not accept our account’s credentials (401)", nothing_done=True, kind="credentials"
            )
        no = Refusing(status, _refusal(answer))
        if status == 403 and _is_ours(no):
            raise _account_refused(no)
        if status == 400 and no.body.errors:
            raise IlsProtocolError("Koha finds our request malformed: is its version supported?", nothing_done=True)
        raise no

    @staticmethod
    def _read(answer: httpx.Response, kind: type[T]) -> T:
        try:
            return msgspec.json.decode(answer.content, type=kind, strict=False)
        except msgspec.DecodeError as error:
            raise IlsProtocolError(f"Koha’s answer cannot be read: {error}", nothing_done=True) from error


def _is_ours(no: Refusing) -> bool:
    """Tell whether a 403 is meant for our account, and not for what a patron asks for."""
    said = no.body.error.casefold()
    return no.body.required_permissions is not None or said.startswith(("authorization failure", "authentication"))


def _account_refused(no: Refusing) -> IlsMisconfigured:
    return IlsMisconfigured(
        f"Koha refuses our account ({no.status}): it lacks {_permissions(no.body.required_permissions)}",
        nothing_done=True,
        kind="no_permission",
    )


def _permissions(needed: object) -> str:
    """Name permissions as Koha’s own page does: `circulate: circulate_remaining_permissions`."""
    if isinstance(needed, Mapping) and needed:
        return ", ".join(
            f"{name}: {', '.join(which) if isinstance(which, list) else which}"
            if which not in (1, "1", True)
            else str(name)
            for name, which in needed.items()
        )
    if isinstance(needed, list) and needed:
        return " or ".join(_permissions(one) for one in needed)
    return f"the permission “{needed}”" if isinstance(needed, str) and needed else "a permission"


def _refusal(answer: httpx.Response) -> Refused:
    try:
        return msgspec.json.decode(answer.content, type=Refused, strict=False)
    except msgspec.DecodeError:
        return Refused()
