"""An HTTP line to a library system: bounded in number and time, each request named, every failure told apart."""

from __future__ import annotations

import asyncio
import logging
import secrets
import ssl
from collections.abc import Mapping
from pathlib import Path

import httpx

from library.errors import IlsMisconfigured, IlsUnavailable
from library.remote.attempts import Unanswered
from library.remote.breaker import Breaker

__all__ = ["Line", "trusting"]

AGENT = "ketabyar"
# A number of the system's own may be seen in its log; ours is a header that it does not mind.
REQUEST_ID = "X-Request-ID"
# What a gateway in front of a system says when it has waited in vain for it: it may be at it still.
LATE = 408
# How long a busy system is left alone that does not say for how long.
BUSY_SECONDS = 5.0
# What never reached the system.
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)

_log = logging.getLogger(__name__)


def trusting(ca_file: str, setting: str) -> ssl.SSLContext | bool:
    """Give what certificates are checked by: the usual authorities, or the one of a file. Raises IlsMisconfigured."""
    if not ca_file:
        return True
    try:
        return ssl.create_default_context(cafile=Path(ca_file).expanduser())
    except (OSError, ValueError) as error:
        raise IlsMisconfigured(
            f"{setting}: {ca_file} cannot be read: {error}", nothing_done=True, kind="ca_file"
        ) from None


class Line:
    """The line to one library system, which messages call by `name`."""

    def __init__(
        self,
        name: str,
        url: str,
        *,
        seconds: float,
        connections: int,
        auth: httpx.Auth | None = None,
        headers: Mapping[str, str] | None = None,
        verify: ssl.SSLContext | bool = True,
        breaker: Breaker | None = None,
    ) -> None:
        self.name = name
        self.url = url
        self.breaker = breaker or Breaker(name)
        self._places = asyncio.Semaphore(connections)
        self._http = httpx.AsyncClient(
            auth=auth,
            verify=verify,
            timeout=httpx.Timeout(seconds, connect=min(seconds, 2.0), pool=seconds),
            limits=httpx.Limits(max_connections=connections, max_keepalive_connections=connections),
            headers={"Accept": "application/json", "User-Agent": AGENT, **(headers or {})},
            # A line to the library's own machine: no proxy of the surroundings, and nowhere else.
            trust_env=False,
            follow_redirects=False,
        )

    async def close(self) -> None:
        """Let go of the connections."""
        await self._http.aclose()

    async def send(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str | int] | None = None,
        body: object = None,
        headers: Mapping[str, str] | None = None,
        writes: bool = False,
    ) -> httpx.Response:
        """Send one request once; give an answer that is neither busy, nor elsewhere, nor a failure of the system's.

        Raises Unanswered where a change may have been made, and another LibraryError with `nothing_done` where not.
        """
        name = secrets.token_hex(8)
        async with self._places:
            self.breaker.enter()
            try:
                answer = await self._http.request(
                    method,
                    f"{self.url}{path}",
                    params=query or None,
                    json=body,
                    headers={REQUEST_ID: name, **(headers or {})},
                )
            except _NEVER_SENT as error:
                self.breaker.failed()
                _log.warning("%s cannot be reached: %s (request %s)", self.name, type(error).__name__, name)
                if (why := _untrusted(error)) is not None:
                    raise IlsMisconfigured(
                        f"the certificate of {self.name} is not accepted: {why}", nothing_done=True, kind="certificate"
                    ) from error
                raise IlsUnavailable(f"{self.name} cannot be reached", nothing_done=True) from error
            except httpx.HTTPError as error:
                self.breaker.failed()
                _log.warning("%s did not answer: %s (request %s)", self.name, type(error).__name__, name)
                raise self.broken("did not answer in time, or not to the end", writes=writes) from error
            except IlsUnavailable:
                self.breaker.failed()
                raise
        return self._passed(answer, name, writes=writes)

    def broken(self, why: str, *, writes: bool) -> IlsUnavailable:
        """Make the error of a request without an answer."""
        said = f"{self.name} {why}"
        return Unanswered(said) if writes else IlsUnavailable(said, nothing_done=True, kind="broken")

    def _passed(self, answer: httpx.Response, name: str, *, writes: bool) -> httpx.Response:
        status = answer.status_code
        if status >= 500 or status == LATE:
            # Some answer 500 at once where they stumble over one record: no reason to leave them alone.
            if status != 500:
                self.breaker.failed()
            _log.warning("%s answers %d (request %s)", self.name, status, name)
            raise self.broken(f"answers {status}", writes=writes)
        self.breaker.answered()
        if status == 429:
            wait = answer.headers.get("Retry-After", "")
            self.breaker.rest(float(wait) if wait.isascii() and wait.isdecimal() else BUSY_SECONDS)
            raise IlsUnavailable(f"{self.name} has too much to do", nothing_done=True, kind="busy")
        if 300 <= status < 400:
            raise IlsMisconfigured(f"{self.url} leads elsewhere ({status})", nothing_done=True, kind="elsewhere")
        return answer


def _untrusted(error: BaseException) -> str | None:
    """Say what is wrong with a certificate, if it is for that that no connection came about."""
    found: BaseException | None = error
    while found is not None:
        if isinstance(found, ssl.SSLCertVerificationError):
            return found.verify_message
        found = found.__cause__ or found.__context__
    return None
