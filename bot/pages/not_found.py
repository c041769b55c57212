"""The page of an address at which there is nothing: for people, where programs get the problem as JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from litestar import Request, Response
from litestar.response import Template
from litestar.types import ExceptionHandlersMap

from bot.conversation.turn_language import as_language
from bot.conversation.wording import TurnProblem, problem_text
from bot.pages.page_texts import browser_language, page_language
from bot.web.problems import STATUSES

__all__ = ["with_page"]

# What only programs ask for; the console has pages of its own.
_OF_PROGRAMS = ("/api/", "/health", "/metrics", "/schema", "/static/", "/widget.js")
_VARY = "Accept, Accept-Language"
# Who takes either gets the first.
_KINDS = ["application/json", "text/html"]
_STATUS = STATUSES[TurnProblem.NOT_FOUND]


def with_page(common: ExceptionHandlersMap) -> ExceptionHandlersMap:
    """Give handlers that show a browser a page where nothing was found, and answer as `common` says otherwise."""
    return {kind: _shown(handle) for kind, handle in common.items()}


def _shown(common: Any) -> Callable[[Request[Any, Any, Any], Any], Response[Any]]:
    def handle(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
        answer: Response[Any] = common(request, error)
        if answer.status_code != _STATUS or _is_of_programs(request.url.path):
            return answer
        answer.headers["Vary"] = _VARY
        return _page(request) if request.accept.best_match(_KINDS) == "text/html" else answer

    return handle


def _is_of_programs(path: str) -> bool:
    return path == "/api" or path.startswith(_OF_PROGRAMS)


def _page(request: Request[Any, Any, Any]) -> Response[Any]:
    spoken = browser_language(request, request.app.state["gateway"].settings.default_language)
    language = as_language(request.query_params.get("lang"), spoken)
    context = {
        **page_language(language),
        "problem": problem_text(TurnProblem.NOT_FOUND, language),
        # Where a store knows of no library its own page is not there either.
        "at_home": request.url.path == "/",
    }
    return Template("not_found.html", context=context, status_code=_STATUS, headers={"Vary": _VARY})
