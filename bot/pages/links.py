"""The links to pages on which a patron signs in: opened in one way, and refused in the same words everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from litestar import Request, Response
from litestar.params import Parameter
from litestar.response import Template

from bot.channels.web.services import Gateway
from bot.conversation.turn_language import as_language
from bot.conversation.wording import TurnProblem, problem_text
from bot.pages.page_texts import browser_language, page_language
from bot.web.description import HTML, told
from bot.web.problems import STATUSES, ProblemTold, answer_of
from crm.conversations import signing_in
from crm.conversations.signing_in import LinkState
from protocol.values import Language

__all__ = [
    "LINK",
    "LINK_PROBLEMS",
    "LINK_STATUSES",
    "Lang",
    "OpenedLink",
    "Page",
    "open_link",
    "problem_of",
    "refuse",
    "wants_json",
]

Page = Template | Response[ProblemTold] | Response[dict[str, Any]]
# Why a link cannot be used: told on a page, or as a problem where a page of ours asks.
LINK_PROBLEMS = (
    TurnProblem.LINK_UNKNOWN,
    TurnProblem.LINK_EXPIRED,
    TurnProblem.LINK_USED,
    TurnProblem.LINK_SPENT,
    TurnProblem.NOT_FOUND,
)
LINK_STATUSES = {STATUSES[problem]: (HTML,) for problem in LINK_PROBLEMS}
LINK = told(*LINK_PROBLEMS, bodies={200: (HTML,), **LINK_STATUSES})
Lang = Annotated[Language | None, Parameter(query="lang", required=False)]


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """A link that can be used, and the language of its page."""

    state: LinkState
    language: Language


async def open_link(
    request: Request[Any, Any, Any], gateway: Gateway, token: str, lang: Language | None, *, may_be_over: bool = False
) -> OpenedLink | Page:
    """Open a link, which is not used up by it; the page that refuses it where it cannot be used.

    `may_be_over`: its time may have passed meanwhile.
    """
    link = await signing_in.link_peek(gateway.store, token)
    language = _language_of(request, gateway, link, lang)
    problem = problem_of(link)
    if may_be_over and problem is TurnProblem.LINK_EXPIRED:
        problem = None
    if link is None or problem is not None:
        return refuse(request, language, problem or TurnProblem.LINK_UNKNOWN)
    return OpenedLink(link, language)


def refuse(request: Request[Any, Any, Any], language: Language, problem: TurnProblem) -> Page:
    """Say that a link cannot be used."""
    if wants_json(request):
        return answer_of(problem)
    context = {
        **page_language(language),
        "problem": problem_text(problem, language),
    }
    vary = {"Vary": "Accept, Accept-Language"}
    return Template("link_problem.html", context=context, status_code=STATUSES[problem], headers=vary)


def problem_of(link: LinkState | None) -> TurnProblem | None:
    """Give why a link cannot be used; None for one that can."""
    if link is None:
        return TurnProblem.LINK_UNKNOWN
    if link.is_used:
        return TurnProblem.LINK_USED
    if link.is_expired:
        return TurnProblem.LINK_EXPIRED
    return TurnProblem.LINK_SPENT if link.tries_left <= 0 else None


def _language_of(
    request: Request[Any, Any, Any], gateway: Gateway, link: LinkState | None, asked: str | None
) -> Language:
    """Give the language of a page: the one that was asked for, or the chat's; the browser's where there is no chat."""
    spoken = browser_language(request, gateway.settings.default_language)
    return as_language(asked or (link.language if link is not None else None), spoken)


def wants_json(request: Request[Any, Any, Any]) -> bool:
    """Tell whether a page of ours asks, and no person."""
    return request.headers.get("accept", "").startswith("application/json")
