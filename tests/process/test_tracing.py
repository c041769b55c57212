"""Traces: off they cost nothing and name a request; on they hang together and reach a collector without any words."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from process import traces
from process.tracing import begin_tracing, detail, span
from tests.support.traces import traced

OUTSIDE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def test_without_an_address_a_request_has_a_name_and_no_span() -> None:
    assert traces.current() is None and traces.request_id() == ""
    with span("message") as mark:
        mark("turn.outcome", "answered")
        name = traces.request_id()
        assert len(name) == 12
        with span("turn"), detail("store.write"):
            assert traces.request_id() == name
    assert traces.current() is None


def test_a_span_belongs_to_the_one_around_it_and_to_the_trace_that_came_along() -> None:
    with traced() as found:
        with traces.carried(OUTSIDE), span("action"), detail("store.write"):
            inner = traces.current()
        [action], [write] = found.named("action"), found.named("store.write")
    assert f"{action.context.trace_id:032x}" == OUTSIDE[3:35]
    assert action.parent is not None and f"{action.parent.span_id:016x}" == OUTSIDE[36:52]
    assert write.parent is not None and write.parent.span_id == action.context.span_id
    assert inner == f"00-{write.context.trace_id:032x}-{write.context.span_id:016x}-01"


@pytest.mark.parametrize(
    "value", ["", "nonsense", OUTSIDE.upper(), f"00-{'0' * 32}-b7ad6b7169203331-01", OUTSIDE + "\nX: y", None]
)
def test_what_is_no_header_of_a_trace_is_none(value: str | None) -> None:
    with traces.carried(value):
        assert traces.current() is None


def test_of_an_error_only_its_type_is_kept() -> None:
    with traced() as found:
        with pytest.raises(ValueError, match="kelidar"), span("action"):
            raise ValueError("the patron said: kelidar")
        assert "kelidar" not in found.whole_text()
        [failed] = found.named("action")
    assert failed.attributes is not None and failed.attributes["error.type"] == "ValueError"
    assert not failed.status.is_ok


async def test_what_runs_at_once_keeps_its_own_trace() -> None:
    async def one(name: str) -> tuple[str, str]:
        with span(name):
            before = traces.request_id()
            await asyncio.sleep(0)
            return before, traces.request_id()

    with traced():
        both = await asyncio.gather(one("a"), one("b"))
    assert all(before == after for before, after in both)
    assert both[0][0] != both[1][0]


@pytest.fixture
def collector() -> Iterator[tuple[str, list[ExportTraceServiceRequest]]]:
    """A collector that speaks OTLP over HTTP: its address, and what came in."""
    came: list[ExportTraceServiceRequest] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            request = ExportTraceServiceRequest()
            request.ParseFromString(body)
            came.append(request)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1/traces", came
    server.shutdown()
    thread.join()
    server.server_close()


def test_spans_reach_a_collector_by_their_names_past_any_proxy(
    collector: tuple[str, list[ExportTraceServiceRequest]], monkeypatch: pytest.MonkeyPatch
) -> None:
    url, came = collector
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    end = begin_tracing("gateway", "9.9", url)
    with span("message", channel="web_chat"), detail("store.write"):
        pass
    # What is still in the batch goes out at the end.
    end()
    told = [resource for request in came for resource in request.resource_spans]
    names = {one.name for resource in told for scope in resource.scope_spans for one in scope.spans}
    assert names == {"message", "store.write"}
    about = {one.key: one.value.string_value for one in told[0].resource.attributes}
    assert about == {"service.name": "ketabyar-gateway", "service.version": "9.9"}
