"""Connections with limits on the size of headers and the time of a half-sent request."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

__all__ = ["Connection"]

# Address and headers of one request. Browsers and web servers send a few kilobytes, and take 8 to 32 at most.
MOST_HEADER_BYTES = 64 * 1024
# From the first byte of a request to its last; a body that is still read may take as long again whenever it went on by
# so much. A catalogue of 58 MB takes a library with a slow line several minutes.
REQUEST_SECONDS = 30.0
LEAST_PROGRESS = 1024 * 1024

TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n"
    b"cache-control: no-store\r\n\r\n"
)


class Connection(HttpToolsProtocol):
    """A connection as uvicorn serves it, with limits that httptools does not have by itself."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._header_bytes = 0
        self._in_header, self._ended = True, False
        self._body_bytes = 0
        self._deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._calm()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came; end the connection when a header does not come to its end."""
        if self._in_header:
            self._expect()
        else:
            self._body_bytes += len(data)
        self._ended = False
        super().data_received(data)
        # What held the end of a header or of a body is no part of the next header: a chunk has a bound of its own.
        self._header_bytes = self._header_bytes + len(data) if self._in_header and not self._ended else 0
        if self._header_bytes > MOST_HEADER_BYTES and not self.transport.is_closing():
            self.transport.write(TOO_LARGE)
            self.transport.close()

    def on_headers_complete(self) -> None:
        """Hand the request on."""
        self._in_header, self._header_bytes, self._body_bytes = False, 0, 0
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Wait for the next request, for as long as a kept connection may be silent."""
        super().on_message_complete()
        self._in_header, self._ended = True, True
        self._calm()

    def _expect(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(REQUEST_SECONDS, self._hang_up)

    @property
    def _is_read(self) -> bool:
        """Whether somebody still wants the body: whoever was answered already is not listened to."""
        return not self._in_header and self.cycle is not None and not self.cycle.response_started

    def _calm(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _hang_up(self) -> None:
        self._deadline = None
        if self._is_read and self._body_bytes >= LEAST_PROGRESS:
            self._body_bytes = 0
            self._expect()
            return
        if not self.transport.is_closing():
            self.transport.close()
