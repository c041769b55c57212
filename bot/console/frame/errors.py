"""Error pages of the console, in the reader's language."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from litestar import Response
from litestar.exceptions import HTTPException
from litestar.response import Redirect
from litestar.types import ExceptionHandlersMap

from bot.console.frame.access import ForgedRequest, SecondStepNeeded, SignInNeeded, is_console, sign_in_address
from bot.console.frame.pages import Page
from bot.console.frame.request import AnyRequest, is_htmx
from bot.console.frame.session import LANGUAGE, carried, told_reader
from bot.conversation.turn_language import as_language
from bot.web.problems import allowed_by
from crm.errors import Conflict, InvalidValue, NotFound, StoreBusy, StoreError, StoreUnavailable
from protocol.values import Language

__all__ = ["asked_language", "problem_page", "with_console"]

log = logging.getLogger(__name__)

TOLD = frozenset({403, 404, 405, 409, 413, 422, 429, 500, 503})

SECOND_STEP = "/console/me/two-step"

Handle = Callable[[AnyRequest, Any], Response[Any]]


def with_console(common: ExceptionHandlersMap) -> ExceptionHandlersMap:
    """Give handlers that answer with pages under /console, and as `common` says elsewhere."""
    handlers: dict[Any, Any] = {kind: _by_place(handle) for kind, handle in common.items()}
    return {**handlers, SignInNeeded: _sign_in, SecondStepNeeded: _second_step}


def problem_page(request: AnyRequest, status: int, kind: str | None = None) -> Page:
    """Make the page of a problem; HTMX gets a notice for the top of the page that it stands on."""
    reader = told_reader(request)
    headers = {}
    if is_htmx(request):
        headers = {"HX-Retarget": "#notices", "HX-Reswap": "innerHTML"}
    values = {"kind": kind or str(status)}
    return Page(
        reader,
        "problem.html",
        values,
        status=status,
        fragment="problem_notice.html",
        language=asked_language(request),
        headers=headers,
    )


def asked_language(request: AnyRequest) -> Language:
    """Give the language to speak to a browser: that of the address, of who read here last, or its own preference."""
    console = request.app.state["console"]
    first = request.headers.get("accept-language", "").split(",")[0]
    known = carried(request, console, LANGUAGE)
    return as_language(request.query_params.get("lang") or known or first, console.settings.default_language)


def _sign_in(request: AnyRequest, _: SignInNeeded) -> Response[Any]:
    return _elsewhere(request, sign_in_address(request))


def _second_step(request: AnyRequest, _: SecondStepNeeded) -> Response[Any]:
    return _elsewhere(request, SECOND_STEP)


def _elsewhere(request: AnyRequest, address: str) -> Response[Any]:
    if is_htmx(request):
        return Response(b"", status_code=401, headers={"HX-Redirect": address}, media_type="text/html")
    return Redirect(address, status_code=303)


def _by_place(common: Any) -> Handle:
    def handle(request: AnyRequest, error: Exception) -> Response[Any]:
        if not is_console(request.url.path):
            answer: Response[Any] = common(request, error)
            return answer
        return _page_of(request, error)

    return handle


def _page_of(request: AnyRequest, error: Exception) -> Page:
    if isinstance(error, ForgedRequest):
        return problem_page(request, 403, "csrf")
    if isinstance(error, HTTPException):
        status = 422 if error.status_code == 400 else error.status_code
        if status >= 500:
            log.error("%s %s failed", request.method, request.route_handler, exc_info=error)
        page = problem_page(request, status if status in TOLD else 500 if status >= 500 else 422)
        page.headers.update(allowed_by(error))
        return page
    if isinstance(error, NotFound):
        return problem_page(request, 404)
    if isinstance(error, Conflict):
        return problem_page(request, 409)
    if isinstance(error, InvalidValue):
        return problem_page(request, 422)
    if isinstance(error, (StoreBusy, StoreUnavailable)):
        log.warning("the store could not serve a page: %s", type(error).__name__)
        return problem_page(request, 503)
    if isinstance(error, StoreError):
        log.error("a page failed in the store: %s", type(error).__name__)
        return problem_page(request, 500)
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return problem_page(request, 500)
