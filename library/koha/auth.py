"""Authentication of our service account: OAuth2 client credentials, or Basic."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable

import httpx
import msgspec

from library.errors import IlsMisconfigured, IlsProtocolError, IlsUnavailable
from library.koha.access import KohaAccess
from library.koha.wire import Token

__all__ = ["ClientCredentials", "auth_of"]

# A token is exchanged before it ends, so that none ends on the way.
EARLY_SECONDS = 30.0


class ClientCredentials(httpx.Auth):
    """A bearer token, fetched when it is needed, and fetched anew when Koha does not take it any more.

    A request that Koha refuses with 401 was not carried out: it may be sent once more, a writing one too.
    """

    def __init__(self, url: str, client_id: str, secret: str, *, seconds: Callable[[], float] = time.monotonic) -> None:
        self._url = f"{url}/oauth/token"
        self._form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret}
        self._seconds = seconds
        self._token = ""
        self._ends = 0.0
        self._fetching = asyncio.Lock()

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Show the token."""
        for last in (False, True):
            async with self._fetching:
                if not self._token or self._seconds() >= self._ends:
                    answer = yield httpx.Request("POST", self._url, data=self._form)
                    await answer.aread()
                    self._keep(answer)
                shown = self._token
            request.headers["Authorization"] = f"Bearer {shown}"
            answer = yield request
            if answer.status_code != 401 or last:
                return
            if self._token == shown:
                self._token = ""

    def _keep(self, answer: httpx.Response) -> None:
        if answer.status_code in (400, 401, 403):
            raise IlsMisconfigured(
                "Koha does not know our OAuth2 client, or OAuth2 is switched off there: "
                "check KETABYAR_KOHA_CLIENT_ID, its secret, and Koha’s RESTOAuth2ClientCredentials",
                nothing_done=True,
                kind="oauth",
            )
        if answer.status_code != 200:
            raise IlsUnavailable(f"Koha gives no token ({answer.status_code})", nothing_done=True)
        try:
            token = msgspec.json.decode(answer.content, type=Token, strict=False)
        except msgspec.DecodeError as error:
            raise IlsProtocolError("Koha’s token cannot be read", nothing_done=True) from error
        self._token = token.access_token
        self._ends = self._seconds() + max(1.0, token.expires_in - EARLY_SECONDS)


def auth_of(access: KohaAccess, url: str) -> httpx.Auth:
    """Make what an access asks for."""
    if access.client_id:
        return ClientCredentials(url, access.client_id, access.client_secret)
    return httpx.BasicAuth(access.user, access.password)
