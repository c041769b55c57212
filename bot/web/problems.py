"""Refusals and failures on the wire: a code, and a sentence in both languages."""

from __future__ import annotations

import logging
import math
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.response.base import ASGIResponse
from litestar.types import ExceptionHandlersMap

from bot.conversation.outcome import TurnRefused
from bot.conversation.wording import TurnProblem, problem_text
from bot.texts import LANGUAGES
from crm.errors import Conflict, InvalidValue, NotFound, StoreBusy, StoreError, StoreUnavailable

__all__ = [
    "HANDLERS",
    "STATUSES",
    "ProblemTold",
    "ProblemRaised",
    "allowed_by",
    "answer_of",
    "asgi_answer_of",
    "refused",
]

log = logging.getLogger(__name__)

STATUSES: dict[TurnProblem, int] = {
    TurnProblem.EMPTY: 422,
    TurnProblem.TOO_LONG: 422,
    TurnProblem.TOO_MANY: 429,
    TurnProblem.BAD_PAYLOAD: 422,
    TurnProblem.BUSY: 503,
    TurnProblem.BAD_REQUEST: 422,
    TurnProblem.NOT_SIGNED: 401,
    TurnProblem.BAD_ORIGIN: 403,
    TurnProblem.NOT_FOUND: 404,
    TurnProblem.METHOD: 405,
    TurnProblem.CONFLICT: 409,
    TurnProblem.TOO_BIG: 413,
    TurnProblem.TOO_MANY_SESSIONS: 429,
    TurnProblem.LINK_UNKNOWN: 404,
    TurnProblem.LINK_EXPIRED: 410,
    TurnProblem.LINK_USED: 410,
    TurnProblem.LINK_SPENT: 429,
    TurnProblem.WRONG_NUMBER: 422,
    TurnProblem.WRONG_PIN: 422,
    TurnProblem.THROTTLED: 429,
    TurnProblem.CARD_LOCKED: 403,
    TurnProblem.LIBRARY_DOWN: 503,
    TurnProblem.INTERNAL: 500,
}

BY_STATUS = {
    401: TurnProblem.NOT_SIGNED,
    403: TurnProblem.BAD_ORIGIN,
    404: TurnProblem.NOT_FOUND,
    405: TurnProblem.METHOD,
    409: TurnProblem.CONFLICT,
    413: TurnProblem.TOO_BIG,
    429: TurnProblem.TOO_MANY,
    503: TurnProblem.BUSY,
}


class ProblemTold(msgspec.Struct, frozen=True, omit_defaults=True):
    """An error as it is sent, by code and in both languages."""

    error: str
    message: dict[str, str]
    retry_after: int = 0


class ProblemRaised(Exception):
    """A problem on its way from a handler to the wire."""

    def __init__(self, problem: TurnProblem, *, retry_after: float = 0.0) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.retry_after = retry_after


def refused(refusal: TurnRefused) -> ProblemRaised:
    """Make the answer to a message that was not taken in."""
    return ProblemRaised(refusal.problem, retry_after=refusal.retry_after)


def answer_of(problem: TurnProblem, *, retry_after: float = 0.0, **facts: object) -> Response[ProblemTold]:
    """Make the HTTP answer of a problem."""
    seconds = math.ceil(retry_after)
    texts = {language: problem_text(problem, language, **facts) for language in LANGUAGES}
    return Response(
        ProblemTold(problem.value, texts, seconds),
        status_code=STATUSES[problem],
        headers=_headers(problem, seconds),
        media_type="application/json",
    )


def _headers(problem: TurnProblem, seconds: int) -> dict[str, str]:
    retry = {"Retry-After": str(seconds)} if seconds else {}
    return {**retry, "WWW-Authenticate": "Bearer"} if STATUSES[problem] == 401 else retry


def asgi_answer_of(problem: TurnProblem) -> ASGIResponse:
    """Make the answer to a request that no application has seen."""
    answer = answer_of(problem)
    body = msgspec.json.encode(answer.content)
    return ASGIResponse(body=body, status_code=STATUSES[problem], media_type="application/json")


def _on_refused(_: Request[Any, Any, Any], error: ProblemRaised) -> Response[ProblemTold]:
    return answer_of(error.problem, retry_after=error.retry_after)


def _on_http(_: Request[Any, Any, Any], error: HTTPException) -> Response[ProblemTold]:
    # What a validator says may quote the body, and the body may hold what must not be kept or echoed.
    otherwise = TurnProblem.BAD_REQUEST if error.status_code < 500 else TurnProblem.INTERNAL
    answer = answer_of(BY_STATUS.get(error.status_code, otherwise))
    answer.headers.update(allowed_by(error))
    return answer


def allowed_by(error: HTTPException) -> dict[str, str]:
    """Give the header that says which methods an address takes, of a refused one; none of other errors."""
    return {name: value for name, value in (error.headers or {}).items() if name.lower() == "allow"}


def _on_store(_: Request[Any, Any, Any], error: StoreError) -> Response[ProblemTold]:
    if isinstance(error, NotFound):
        return answer_of(TurnProblem.NOT_FOUND)
    if isinstance(error, Conflict):
        return answer_of(TurnProblem.CONFLICT)
    if isinstance(error, InvalidValue):
        return answer_of(TurnProblem.BAD_REQUEST)
    if isinstance(error, (StoreBusy, StoreUnavailable)):
        log.warning("the store could not serve a request: %s", type(error).__name__)
        return answer_of(TurnProblem.BUSY, retry_after=2)
    log.error("a request failed in the store: %s", type(error).__name__)
    return answer_of(TurnProblem.INTERNAL)


def _on_unreadable(request: Request[Any, Any, Any], error: Exception) -> Response[ProblemTold]:
    # A body that is no UTF-8, or brackets in brackets without end: nobody's words of it are logged.
    log.warning("%s %s: a body that cannot be read (%s)", request.method, request.route_handler, type(error).__name__)
    return answer_of(TurnProblem.BAD_REQUEST)


def _on_anything(request: Request[Any, Any, Any], error: Exception) -> Response[ProblemTold]:
    log.error("%s %s failed", request.method, request.route_handler, exc_info=error)
    return answer_of(TurnProblem.INTERNAL)


HANDLERS: ExceptionHandlersMap = {
    ProblemRaised: _on_refused,
    HTTPException: _on_http,
    StoreError: _on_store,
    UnicodeDecodeError: _on_unreadable,
    RecursionError: _on_unreadable,
    Exception: _on_anything,
}
