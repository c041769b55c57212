"""What the description of the HTTP API (OpenAPI, at /schema) says of a route: who may ask, and how it is refused.

Litestar knows what a handler takes and gives. What refuses a request before the handler or in it (guards, the bounds of
a body, the store) it cannot know, so each handler says it by its `operation_class`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from typing import Any, cast

from litestar.openapi.spec import (
    Components,
    Example,
    OpenAPIHeader,
    OpenAPIMediaType,
    OpenAPIResponse,
    Operation,
    Parameter,
    RequestBody,
    Schema,
    SecurityScheme,
)
from litestar.openapi.spec.enums import OpenAPIType

from bot.conversation.wording import TurnProblem
from bot.texts import LANGUAGES
from bot.web.problems import STATUSES

__all__ = [
    "ABOUT",
    "HTML",
    "INSTANCE",
    "JSON",
    "MESSENGER",
    "METRICS",
    "MOST_BYTES",
    "ORIGIN",
    "SCHEMES",
    "STAFF",
    "VISITOR",
    "Described",
    "told",
]

ABOUT = """\
The patron service of a library in conversation, in Persian and English: the web channel that the widget speaks, the
pages behind links, health and metrics.

A refusal is told by a code (`error`) and a sentence in every language (`message`), with the same shape everywhere.
Files below `/static` and the pages of the console (`/console`), which are for people alone, are not described.
A request has half a minute to arrive; its body is bounded as each route says, its address to 2,048 signs.
"""
# The largest body of what has no bound of its own.
MOST_BYTES = 64 * 1024
HTML, JSON, FORM = "text/html", "application/json", "application/x-www-form-urlencoded"
VISITOR, STAFF, METRICS, MESSENGER, INSTANCE = "visitor", "staff", "metrics", "messenger", "instance"

SCHEMES = Components(
    security_schemes={
        VISITOR: SecurityScheme(
            type="http",
            scheme="bearer",
            description="The token of a visitor, which `POST /api/chat/session` gives.",
        ),
        STAFF: SecurityScheme(
            type="apiKey",
            name="ketabyar_console",
            security_scheme_in="cookie",
            description="The session of staff who signed in at `/console`; under HTTPS its cookie is called "
            "`__Host-ketabyar_console`. A change also needs the token of the session’s forms (`csrf`).",
        ),
        METRICS: SecurityScheme(
            type="http", scheme="bearer", description="`KETABYAR_METRICS_TOKEN`; without that setting nothing is there."
        ),
        MESSENGER: SecurityScheme(
            type="apiKey",
            name="X-Telegram-Bot-Api-Secret-Token",
            security_scheme_in="header",
            description="The secret that a messenger was given with the address of its deliveries.",
        ),
        INSTANCE: SecurityScheme(
            type="apiKey",
            name="X-Ketabyar-Ask",
            security_scheme_in="header",
            description="A number with its hash under the instance’s secret (`KETABYAR_SECRET`), as `ketabyar doctor` "
            "asks: the answer’s headers prove the same secret.",
        ),
    }
)
ORIGIN = Parameter(
    name="Origin",
    param_in="header",
    required=True,
    description="One of the library’s own sites (`KETABYAR_SITES`, or the gateway’s public address).",
    schema=Schema(type=OpenAPIType.STRING),
)
_RETRY = OpenAPIHeader(
    description="Seconds after which to ask again.", schema=Schema(type=OpenAPIType.INTEGER, minimum=1)
)
_BUSY = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Described:
    """Who may ask, and what is answered besides what the handler gives.

    `by` names the schemes of which one proves the asker (nobody needs to without one); `or_nobody` that it may be left
    out. `bodies` are the kinds of what is answered by status, where the handler's type does not tell; no kind for an
    answer without a body. `most_bytes` bounds the body of a request. `asks_store` is False for what no store can keep
    waiting. `example` is a body that is taken, where its shape alone does not tell.
    """

    problems: frozenset[TurnProblem]
    by: tuple[str, ...] = ()
    or_nobody: bool = False
    parameters: tuple[Parameter, ...] = ()
    bodies: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    most_bytes: int = MOST_BYTES
    asks_store: bool = True
    example: Mapping[str, Any] | None = None

    def operation(self, **known: Any) -> Operation:
        """Make the operation of what Litestar knows of a route."""
        operation = Operation(**known)
        operation.parameters = [*(operation.parameters or ()), *self.parameters] or None
        operation.security = [{name: []} for name in self.by]
        if self.or_nobody or not self.by:
            operation.security.append({})
        responses = dict(operation.responses or {})
        # Litestar's own shape of a refusal, which nothing here has.
        responses.pop("400", None)
        problems = {TurnProblem.INTERNAL, *self.problems} | ({TurnProblem.BUSY} if self.asks_store else set())
        # An address that cannot be one of ours is refused before anything looks at it.
        if any(isinstance(each, Parameter) and each.param_in == "path" for each in operation.parameters or ()):
            problems.add(TurnProblem.NOT_FOUND)
        if operation.parameters:
            problems.add(TurnProblem.BAD_REQUEST)
        if isinstance(operation.request_body, RequestBody):
            problems |= {TurnProblem.BAD_REQUEST, TurnProblem.TOO_BIG}
            # No field of a page's form has to be there: what is missing is told on the page.
            operation.request_body.required = FORM not in operation.request_body.content
            if self.example is not None:
                operation.request_body.content[JSON].examples = {"taken": Example(value=self.example)}
            operation.request_body.description = f"At most {self.most_bytes:,} bytes."
        for status, kinds in self.bodies.items():
            responses[str(status)] = _answer(status, kinds, responses.get(str(status)))
        for number, codes in _by_status(problems).items():
            said = responses.get(str(number))
            responses[str(number)] = _refusal(number, codes, said if isinstance(said, OpenAPIResponse) else None)
        operation.responses = dict(sorted(responses.items()))
        return operation


def told(*problems: TurnProblem, **more: Any) -> type[Operation]:
    """Give the `operation_class` of a handler that may refuse with `problems`; `more` are the fields of Described."""
    # All that Litestar does with the class is to call it.
    return cast(type[Operation], partial(Described.operation, Described(frozenset(problems), **more)))


def text_of(kinds: Iterable[str]) -> dict[str, OpenAPIMediaType]:
    """Describe a body of any of these kinds by nothing but its being a text."""
    return {kind: OpenAPIMediaType(schema=Schema(type=OpenAPIType.STRING)) for kind in kinds}


def _by_status(problems: Iterable[TurnProblem]) -> dict[int, list[TurnProblem]]:
    found: dict[int, list[TurnProblem]] = defaultdict(list)
    for problem in sorted(problems):
        found[STATUSES[problem]].append(problem)
    return found


def _answer(status: int, kinds: tuple[str, ...], said: Any) -> OpenAPIResponse:
    known = said.content or {} if isinstance(said, OpenAPIResponse) else {}
    content = {kind: known.get(kind) or text_of([kind])[kind] for kind in kinds}
    return OpenAPIResponse(description=HTTPStatus(status).phrase, content=content or None)


def _refusal(status: int, problems: list[TurnProblem], said: OpenAPIResponse | None) -> OpenAPIResponse:
    """Describe a ProblemTold with one of these codes, beside what else is answered with its status."""
    shape = Schema(
        type=OpenAPIType.OBJECT,
        required=["error", "message"],
        properties={
            "error": Schema(type=OpenAPIType.STRING, enum=[problem.value for problem in problems]),
            "message": Schema(
                type=OpenAPIType.OBJECT,
                description="A sentence for people, by language.",
                required=list(LANGUAGES),
                properties={language: Schema(type=OpenAPIType.STRING) for language in LANGUAGES},
            ),
            "retry_after": Schema(
                type=OpenAPIType.INTEGER, minimum=1, description="Seconds after which to ask again, where that helps."
            ),
        },
    )
    known = (said.content or {}) if said is not None else {}
    other = known.get(JSON)
    if other is not None:
        shape = Schema(any_of=[cast(Schema, other.schema), shape])
    return OpenAPIResponse(
        description="Refused: " + ", ".join(f"`{problem}`" for problem in problems),
        content={**known, JSON: OpenAPIMediaType(schema=shape)},
        headers={"Retry-After": _RETRY} if status in _BUSY else None,
    )
