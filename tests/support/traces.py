"""Traces of this process, kept in memory for a test to read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from process.tracing import begin_tracing

__all__ = ["Traced", "traced"]


class Traced:
    """The spans that have ended so far."""

    def __init__(self, exporter: InMemorySpanExporter) -> None:
        self._exporter = exporter

    @property
    def spans(self) -> tuple[ReadableSpan, ...]:
        """All of them, in the order of their ends."""
        return self._exporter.get_finished_spans()

    def named(self, name: str) -> list[ReadableSpan]:
        """Those of a name."""
        return [span for span in self.spans if span.name == name]

    def whole_text(self) -> str:
        """Everything that would be sent."""
        return "\n".join(span.to_json() for span in self.spans)


@contextmanager
def traced(service: str = "tests") -> Iterator[Traced]:
    """Trace everything inside."""
    exporter = InMemorySpanExporter()
    end = begin_tracing(service, "0", "", SimpleSpanProcessor(exporter))
    try:
        yield Traced(exporter)
    finally:
        end()
