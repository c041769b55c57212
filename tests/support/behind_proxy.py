"""A gateway in production as it is seen through the library's proxy: by https, under the public address."""

from __future__ import annotations

import httpx

__all__ = ["SITE", "BehindProxy"]

SITE = "https://library.example"


class BehindProxy(httpx.HTTPTransport):
    """Takes what is asked of the public address to a gateway on this machine, as a proxy with TLS does."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self._port = port

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Ask the gateway, with the headers of the proxy; cookies stay with the public address."""
        asked = httpx.Request(
            request.method,
            request.url.copy_with(scheme="http", host="127.0.0.1", port=self._port),
            headers=[*request.headers.raw, (b"X-Forwarded-Proto", b"https")],
            stream=request.stream,
            extensions=request.extensions,
        )
        return super().handle_request(asked)
