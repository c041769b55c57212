"""`ketabyar chat` by an address whose certificate the library has signed itself."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from bot.cli.client import ChatClient, ChatError
from tests.support.certificates import Certificate, certificate


class Opens(BaseHTTPRequestHandler):
    """Opens a chat for everybody."""

    def do_POST(self) -> None:
        body = b'{"token": "one"}'
        self.send_response(201)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Write nothing."""


@pytest.fixture
def signed(tmp_path: Path) -> Certificate:
    return certificate(tmp_path)


@pytest.fixture
def address(signed: Certificate) -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Opens)
    server.socket = signed.server.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"https://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_authority_that_the_settings_name_is_trusted(
    signed: Certificate, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(signed.path))
    with ChatClient(address, "en"):
        pass


def test_any_other_is_not(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    with pytest.raises(ChatError), ChatClient(address, "en"):
        pass
