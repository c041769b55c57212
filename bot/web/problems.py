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

from bot.conversation.outcome import Refusal
from bot.conversation.wording import Problem, problem_text
from bot.texts import LANGUAGES
from crm.errors import Conflict, InvalidValue, NotFound, StoreBusy, StoreError, StoreUnavailable

__all__ = ["HANDLERS", "STATUSES", "ProblemTold", "Refused", "answer_of", "asgi_answer_of", "refused"]

log = logging.getLogger(__name__)

STATUSES: dict[Problem, int] = {
    Problem.EMPTY: 422,
    Problem.TOO_LONG: 422,
    Problem.TOO_MANY: 429,
    Problem.BAD_PAYLOAD: 422,
    Problem.BUSY: 503,
    Problem.BAD_REQUEST: 422,
    Problem.NOT_SIGNED: 401,
    Problem.BAD_ORIGIN: 403,
    Problem.NOT_FOUND: 404,
    Problem.METHOD: 405,
    Problem.CONFLICT: 409,
    Problem.TOO_BIG: 413,
    Problem.TOO_MANY_SESSIONS: 429,
    Problem.LINK_UNKNOWN: 404,
    Problem.LINK_EXPIRED: 410,
    Problem.LINK_USED: 410,
    Problem.LINK_SPENT: 429,
    Problem.WRONG_NUMBER: 422,
    Problem.WRONG_PIN: 422,
    Problem.THROTTLED: 429,
    Problem.CARD_LOCKED: 403,
    Problem.LIBRARY_DOWN: 503,
    Problem.INTERNAL: 500,
}

BY_STATUS = {
    401: Problem.NOT_SIGNED,
    403: Problem.BAD_ORIGIN,
    404: Problem.NOT_FOUND,
    405: Problem.METHOD,
    409: Problem.CONFLICT,
    413: Problem.TOO_BIG,
    429: Problem.TOO_MANY,
    503: Problem.BUSY,
}


class ProblemTold(msgspec.Struct, frozen=True, omit_defaults=True):
    """An error as it is sent, by code and in both languages."""

    error: str
    message: dict[str, str]
    retry_after: int = 0


class Refused(Exception):
    """A problem on its way from a handler to the wire."""

    def __init__(self, problem: Problem, *, retry_after: float = 0.0) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.retry_after = retry_after


def refused(refusal: Refusal) -> Refused:
    """Make the answer to a message that was not taken in."""
    return Refused(refusal.problem, retry_after=refusal.retry_after)


def answer_of(problem: Problem, *, retry_after: float = 0.0, **facts: object) -> Response[ProblemTold]:
    """Make the HTTP answer of a problem."""
    seconds = math.ceil(retry_after)
    texts = {language: problem_text(problem, language, **facts) for language in LANGUAGES}
    return Response(
        ProblemTold(problem.value, texts, seconds),
        status_code=STATUSES[problem],
        headers={"Retry-After": str(seconds)} if seconds else {},
        media_type="application/json",
    )


def asgi_answer_of(problem: Problem) -> ASGIResponse:
    """Make the answer to a request that no application has seen."""
    answer = answer_of(problem)
    body = msgspec.json.encode(answer.content)
    return ASGIResponse(body=body, status_code=STATUSES[problem], media_type="application/json")


def _on_refused(_: Request[Any, Any, Any], error: Refused) -> Response[ProblemTold]:
    return answer_of(error.problem, retry_after=error.retry_after)


def _on_http(_: Request[Any, Any, Any], error: HTTPException) -> Response[ProblemTold]:
    # What a validator says may quote the body, and the body may hold what must not be kept or echoed.
    otherwise = Problem.BAD_REQUEST if error.status_code < 500 else Problem.INTERNAL
    return answer_of(BY_STATUS.get(error.status_code, otherwise))


def _on_store(_: Request[Any, Any, Any], error: StoreError) -> Response[ProblemTold]:
    if isinstance(error, NotFound):
        return answer_of(Problem.NOT_FOUND)
    if isinstance(error, Conflict):
        return answer_of(Problem.CONFLICT)
    if isinstance(error, InvalidValue):
        return answer_of(Problem.BAD_REQUEST)
    if isinstance(error, (StoreBusy, StoreUnavailable)):
        log.warning("the store could not serve a request: %s", type(error).__name__)
        return answer_of(Problem.BUSY, retry_after=2)
    log.error("a request failed in the store: %s", type(error).__name__)
    return answer_of(Problem.INTERNAL)


def _on_unreadable(request: Request[Any, Any, Any], error: Exception) -> Response[ProblemTold]:
    # A body that is no UTF-8, or brackets in brackets without end: nobody's words of it are logged.
    log.warning("%s %s: a body that cannot be read (%s)", request.method, request.route_handler, type(error).__name__)
    return answer_of(Problem.BAD_REQUEST)


def _on_anything(request: Request[Any, Any, Any], error: Exception) -> Response[ProblemTold]:
    log.error("%s %s failed", request.method, request.route_handler, exc_info=error)
    return answer_of(Problem.INTERNAL)


HANDLERS: ExceptionHandlersMap = {
    Refused: _on_refused,
    HTTPException: _on_http,
    StoreError: _on_store,
    UnicodeDecodeError: _on_unreadable,
    RecursionError: _on_unreadable,
    Exception: _on_anything,
}
