"""Requests to Koha: bounded in number and time, named, and with every failure told apart."""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
from collections.abc import Mapping
from typing import TypeVar

import httpx
import msgspec

from library.errors import IlsMisconfigured, IlsProtocolError, IlsUnavailable
from library.koha.access import KohaAccess, api_address
from library.koha.auth import auth_of
from library.koha.wire import Refused
from library.remote.breaker import Breaker

__all__ = ["KohaClient", "Refusing", "Unanswered"]

T = TypeVar("T")

PAGE = 100
MOST_PAGES = 50
AGENT = "ketabyar"
# Koha's own number of a request may be seen in its log; ours is a header that it does not mind.
REQUEST_ID = "X-Request-ID"

_log = logging.getLogger(__name__)


class Refusing(Exception):
    """Koha understood and says no: the status, its code where it has one, and its words for the log of nobody."""

    def __init__(self, status: int, body: Refused) -> None:
        super().__init__(f"{status} {body.error_code}".strip())
        self.status = status
        self.body = body


class Unanswered(IlsUnavailable):
    """A request that changes something was sent, and nobody knows what became of it."""


class KohaClient:
    """The line to one Koha."""

    def __init__(self, access: KohaAccess, *, breaker: Breaker | None = None) -> None:
        self.url = api_address(access.url)
        self.breaker = breaker or Breaker("Koha")
        self._places = asyncio.Semaphore(access.connections)
        self._http = httpx.AsyncClient(
            auth=auth_of(access, self.url),
            timeout=httpx.Timeout(access.seconds, connect=min(access.seconds, 2.0), pool=access.seconds),
            limits=httpx.Limits(max_connections=access.connections, max_keepalive_connections=access.connections),
            headers={"Accept": "application/json", "User-Agent": AGENT},
            # A line to the library's own machine: no proxy of the surroundings, and nowhere else.
            trust_env=False,
            follow_redirects=False,
        )

    async def close(self) -> None:
        """Let go of the connections."""
        await self._http.aclose()

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
        name = secrets.token_hex(8)
        params = {
            key: value if isinstance(value, str | int) else json.dumps(value) for key, value in (query or {}).items()
        }
        async with self._places:
            self.breaker.enter()
            try:
                answer = await self._http.request(
                    method,
                    f"{self.url}{path}",
                    params=params or None,
                    json=body,
                    headers={REQUEST_ID: name, **(headers or {})},
                )
            except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol) as error:
                self.breaker.failed()
                _log.warning("Koha cannot be reached: %s (request %s)", type(error).__name__, name)
                raise IlsUnavailable("Koha cannot be reached", nothing_done=True) from error
            except httpx.HTTPError as error:
                self.breaker.failed()
                _log.warning("Koha did not answer: %s (request %s)", type(error).__name__, name)
                raise _broken("Koha did not answer in time, or not to the end", writes) from error
            except IlsUnavailable:
                self.breaker.failed()
                raise
        return self._judged(answer, name, writes=writes)

    def _judged(self, answer: httpx.Response, name: str, *, writes: bool) -> httpx.Response:
        status = answer.status_code
        if status >= 500:
            # Koha answers 500 at once where it stumbles over one record: no reason to leave it alone.
            if status > 500:
                self.breaker.failed()
            _log.warning("Koha answers %d (request %s)", status, name)
            raise _broken(f"Koha answers {status}", writes)
        self.breaker.answered()
        if status == 429:
            wait = answer.headers.get("Retry-After", "")
            self.breaker.rest(float(wait) if wait.isdecimal() else 5.0)
            raise IlsUnavailable("Koha has too much to do", nothing_done=True)
        if status < 300:
            return answer
        if status == 401:
            raise IlsMisconfigured("Koha does not accept our account’s credentials (401)", nothing_done=True)
        if status < 400:
            raise IlsMisconfigured(f"{self.url} leads elsewhere ({status})", nothing_done=True)
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


def _broken(why: str, writes: bool) -> IlsUnavailable:
    return Unanswered(why) if writes else IlsUnavailable(why, nothing_done=True)
