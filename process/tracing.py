"""OpenTelemetry traces of gateway and action server: off unless an address is set, and without any words of a person.

A span has a name, a few attributes of ours and, of an error, its type alone: an error's own text may quote a patron.
Only the application's environment has OpenTelemetry; the engine hands the trace on as it came (process.traces).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING

from process.traces import carried, current, new

if TYPE_CHECKING:
    from opentelemetry.context import Context
    from opentelemetry.sdk.trace import SpanProcessor
    from opentelemetry.trace import Span, Tracer

__all__ = ["Mark", "begin_tracing", "detail", "span"]

Mark = Callable[[str, str | int | float | bool], None]

_SECONDS_TO_SEND = 5.0
_tracer: Tracer | None = None


def begin_tracing(service: str, version: str, url: str, processor: SpanProcessor | None = None) -> Callable[[], None]:
    """Send the spans of this process to an OTLP address (http://HOST:4318/v1/traces) and give what ends that.

    Nothing is done without an address. Spans go out in batches, beside the work; a collector that is away costs no
    turn anything. `processor` takes the spans instead, for tests.
    """
    global _tracer
    if not url and processor is None:
        return lambda: None
    # Imported here: it takes half a second, and most libraries set no address.
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    if processor is None:
        import requests
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

        session = requests.Session()
        # As everywhere: a proxy for the world outside is none for a collector of ours.
        session.trust_env = False
        processor = BatchSpanProcessor(OTLPSpanExporter(endpoint=url, timeout=_SECONDS_TO_SEND, session=session))
    resource = Resource({"service.name": f"ketabyar-{service}", "service.version": version})
    # No globals: nothing of other libraries is traced, whose spans might have words in them.
    provider = TracerProvider(resource=resource, shutdown_on_exit=False)
    provider.add_span_processor(processor)
    _tracer = provider.get_tracer("ketabyar")

    def end() -> None:
        global _tracer
        _tracer = None
        provider.shutdown()

    return end


@contextmanager
def span(name: str, **attributes: str | int | float | bool) -> Iterator[Mark]:
    """Trace everything inside as one span under the one at hand, and give what marks it with further attributes.

    With traces off it only gives the request a name of its own, where it has none yet.
    """
    tracer = _tracer
    if tracer is None:
        with carried(current() or new()):
            yield _nothing
        return
    with _recorded(tracer, name, attributes) as mark:
        yield mark


def detail(name: str) -> AbstractContextManager[object]:
    """Trace everything inside as a span of its own where traces are on and something is being traced; else nothing."""
    tracer = _tracer
    return nullcontext() if tracer is None or current() is None else _recorded(tracer, name, {})


@contextmanager
def _recorded(tracer: Tracer, name: str, attributes: dict[str, str | int | float | bool]) -> Iterator[Mark]:
    from opentelemetry.trace import Status, StatusCode

    made = tracer.start_span(name, context=_under(current()), attributes=attributes, record_exception=False)
    try:
        with carried(_header(made)):
            yield made.set_attribute
    except BaseException as error:
        made.set_attribute("error.type", type(error).__name__)
        made.set_status(Status(StatusCode.ERROR))
        raise
    finally:
        made.end()


def _under(parent: str | None) -> Context:
    from opentelemetry.context import Context
    from opentelemetry.trace import NonRecordingSpan, SpanContext, TraceFlags, set_span_in_context

    if parent is None:
        return Context()
    _, trace, above, flags = parent.split("-")
    told = SpanContext(int(trace, 16), int(above, 16), is_remote=True, trace_flags=TraceFlags(int(flags, 16)))
    return set_span_in_context(NonRecordingSpan(told), Context())


def _header(made: Span) -> str:
    told = made.get_span_context()
    return f"00-{told.trace_id:032x}-{told.span_id:016x}-{int(told.trace_flags):02x}"


def _nothing(name: str, value: str | int | float | bool) -> None:
    """Mark nothing."""
