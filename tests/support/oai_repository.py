"""An OAI-PMH repository on a free port: the protocol is the server of the package `oaipmh`, the records are a test's.

It also does what repositories do on bad days: answer 503 or hang up, break off in the middle of an answer, forget how
far a harvest was.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from lxml import etree
from oaipmh.common import Header, Identify
from oaipmh.error import BadResumptionTokenError, CannotDisseminateFormatError
from oaipmh.metadata import MetadataRegistry
from oaipmh.server import BatchingServer
from pymarc import Record, record_to_xml

__all__ = ["OaiRepository", "oai_repository"]

LONG_AGO = datetime(2020, 1, 1)
BATCH = 3


@dataclass
class OaiRepository:
    """Records by identifier, and what is to go wrong; each change is a second later than the one before."""

    url: str = ""
    granularity: str = "YYYY-MM-DDThh:mm:ssZ"
    records: dict[str, tuple[datetime, Record | str | None, str]] = field(default_factory=dict)
    # What was asked, and what goes wrong with the next answers: a status, a cut, or other bytes.
    asked: list[dict[str, str]] = field(default_factory=list)
    faults: list[Callable[[bytes], tuple[int, dict[str, str], bytes] | None]] = field(default_factory=list)
    forgets: bool = False
    _last: datetime = field(
        default_factory=lambda: datetime.now(UTC).replace(tzinfo=None, microsecond=0) - timedelta(1)
    )

    def put(self, *records: Record, set_spec: str = "", identifier: str = "") -> None:
        """Put records there, or change them."""
        for record in records:
            name = identifier or f"oai:library.example:{record['001'].data}"
            self.records[name] = (self._now(), record, set_spec)

    def put_broken(self, identifier: str, xml: str) -> None:
        """Put something there that is no good MARC record."""
        self.records[identifier] = (self._now(), xml, "")

    def delete(self, *numbers: str) -> None:
        """Delete records; that they were is told from then on."""
        for number in numbers:
            name = number if ":" in number else f"oai:library.example:{number}"
            self.records[name] = (self._now(), None, "")

    def lose(self, *numbers: str) -> None:
        """Let records go without a trace, as repositories do that keep no deletions."""
        for number in numbers:
            del self.records[f"oai:library.example:{number}"]

    def fails(self, status: int, **headers: str) -> None:
        """Answer the next request with a status."""
        self.faults.append(lambda _: (status, {name.replace("_", "-"): value for name, value in headers.items()}, b""))

    def cuts(self, *, after: bytes) -> None:
        """Break the next answer off in the middle."""
        self.faults.append(lambda body: (200, {}, body[: body.index(after) + len(after)]))

    def spoils(self, what: bytes, instead: bytes) -> None:
        """Put something else into the next answer."""
        self.faults.append(lambda body: (200, {}, body.replace(what, instead)))

    def hangs_up(self) -> None:
        """Give the next request no answer at all."""
        self.faults.append(lambda _: None)

    def goes_well(self, times: int = 1) -> None:
        """Let requests pass before what was ordered next goes wrong."""
        self.faults += [lambda body: (200, {}, body)] * times

    def _now(self) -> datetime:
        self._last += timedelta(seconds=1)
        return self._last

    # What the server asks.

    def identify(self) -> Identify:
        return Identify(
            "Test", self.url or "http://library.example/oai", "2.0", ["oai@library.example"], LONG_AGO,
            "persistent", self.granularity, ["identity"],
        )  # fmt: skip

    def listRecords(  # noqa: N802 - the protocol's name
        self,
        metadataPrefix: str,  # noqa: N803
        set: str | None = None,
        from_: datetime | None = None,
        until: datetime | None = None,
        cursor: int = 0,
        batch_size: int = 10,
    ) -> list[tuple[Header, Any, None]]:
        if metadataPrefix != "marc21":
            raise CannotDisseminateFormatError(f"no {metadataPrefix} here")
        if self.forgets and cursor:
            raise BadResumptionTokenError("too old")
        found = [
            (Header(None, name, moment, [spec] if spec else [], record is None), record, None)
            for name, (moment, record, spec) in sorted(self.records.items(), key=lambda one: one[1][0])
            if (from_ is None or moment >= from_) and (until is None or moment <= until) and (set in (None, spec))
        ]
        return found[cursor : cursor + batch_size]


def _written(element: Any, record: Record | str) -> None:
    xml = record if isinstance(record, str) else record_to_xml(record, namespace=True)
    element.append(etree.fromstring(xml))


def _handler(repository: OaiRepository, server: BatchingServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = dict(parse_qsl(urlsplit(self.path).query))
            repository.asked.append(dict(asked))
            body = server.handleRequest(asked)
            told = repository.faults.pop(0)(body) if repository.faults else (200, {}, body)
            if told is None:
                self.close_connection = True
                return
            status, headers, content = told
            self.send_response(status)
            for name, value in {"Content-Type": "text/xml; charset=utf-8", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            return

    return Handler


@contextmanager
def oai_repository() -> Iterator[OaiRepository]:
    """Serve a repository without records."""
    repository = OaiRepository()
    registry = MetadataRegistry()
    registry.registerWriter("marc21", _written)
    served = BatchingServer(repository, registry, resumption_batch_size=BATCH)
    http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(repository, served))
    repository.url = f"http://127.0.0.1:{http.server_address[1]}/oai"
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    try:
        yield repository
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
