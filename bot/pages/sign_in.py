"""The sign-in page, where a patron binds a chat to a library card: never in the chat itself."""

from __future__ import annotations

import logging
import math
from datetime import timedelta
from typing import Annotated, Any

import msgspec
from litestar import Controller, Request, Response, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Template
from markupsafe import Markup, escape

from bot.channels.web import sign_in_chats
from bot.channels.web.guards import address_of
from bot.channels.web.services import Gateway
from bot.conversation.message import WEB
from bot.conversation.wording import TurnProblem, problem_text
from bot.pages.links import LINK, LINK_PROBLEMS, LINK_STATUSES, Lang, OpenedLink, Page, open_link, refuse, wants_json
from bot.pages.page_texts import page_language
from bot.texts import text
from bot.texts.numbers import number
from bot.web.description import HTML, JSON, told
from bot.web.problems import STATUSES, answer_of
from crm.conversations import identities, signing_in
from crm.conversations.signing_in import LinkState
from crm.errors import (
    LinkExpired,
    LinkRefused,
    LinkTriesSpent,
    LinkUsed,
    NotFound,
    PinChanged,
    PinThrottled,
    StoreError,
)
from crm.library_info import directory
from crm.patrons import cards, pin_tries
from crm.patrons.pin_tries import Origin
from language.digits import to_ascii
from library.errors import CardLocked, LibraryError
from protocol.values import Language

__all__ = ["KNOWN", "SignInPage", "marks_of", "whom_to_ask"]

log = logging.getLogger(__name__)

# The browsers that patrons have signed in with are known by this cookie, for half a year.
KNOWN = "ketabyar_known"
KNOWN_SECONDS = 180 * 24 * 3600


TRY_PROBLEMS = (
    TurnProblem.WRONG_NUMBER,
    TurnProblem.WRONG_PIN,
    TurnProblem.THROTTLED,
    TurnProblem.CARD_LOCKED,
    TurnProblem.LIBRARY_DOWN,
)
TRIED = told(
    *LINK_PROBLEMS,
    *TRY_PROBLEMS,
    bodies={200: (HTML, JSON), **LINK_STATUSES, **{STATUSES[problem]: (HTML,) for problem in TRY_PROBLEMS}},
)


class SignInForm(msgspec.Struct, frozen=True):
    """The sign-in form; the PIN is never logged, kept or shown again."""

    card: str = ""
    pin: str = ""
    number: str = ""
    own_device: str = ""

    def __repr__(self) -> str:
        return "Card(…)"


class SignInPage(Controller):
    """One page for one link: card number and PIN, once."""

    path = "/sign-in/{token:str}"
    tags = ["sign-in"]  # noqa: RUF012 - the framework's way

    @get(summary="The form of a link", operation_class=LINK)
    async def show(self, request: Request[Any, Any, Any], token: str, gateway: Gateway, lang: Lang = None) -> Page:
        """Show the form; the link is not used up by looking at it."""
        opened = await open_link(request, gateway, token, lang)
        if not isinstance(opened, OpenedLink):
            return opened
        link, language = opened.state, opened.language
        return await _form(gateway, token, link, language)

    @post(status_code=200, summary="Sign in", operation_class=TRIED)
    async def redeem(
        self,
        request: Request[Any, Any, Any],
        token: str,
        gateway: Gateway,
        data: Annotated[SignInForm, Body(media_type=RequestEncodingType.URL_ENCODED)],
        lang: Lang = None,
    ) -> Page:
        """Check card and PIN, bind the chat, and let the bot go on with what was asked."""
        opened = await open_link(request, gateway, token, lang)
        if not isinstance(opened, OpenedLink):
            return opened
        link, language = opened.state, opened.language
        card, pin = data.card.strip()[:64], data.pin.strip()[:64]
        if not card or not pin:
            return await _again(request, gateway, token, link, language, TurnProblem.WRONG_PIN, data)
        # Who is sent a stranger's link has no number for it: the stranger's chat is not bound to their card.
        if link.channel == WEB and to_ascii(data.number).strip() != link.number:
            return await _failed(request, gateway, token, link, language, TurnProblem.WRONG_NUMBER, data)
        pin_given_at = await cards.pin_given_at(gateway.store, card)
        origin = Origin(link.channel, link.identity_id, address_of(request), marks_of(request, gateway))
        try:
            patron = await pin_tries.guarded(
                gateway.store, card, origin, lambda: gateway.library.authenticate(card, pin)
            )
        except PinThrottled as error:
            wait = max(timedelta(minutes=1), error.retry_at - gateway.store.clock.now())
            return await _again(request, gateway, token, link, language, TurnProblem.THROTTLED, data, wait=wait)
        except CardLocked:
            return await _again(request, gateway, token, link, language, TurnProblem.CARD_LOCKED, data)
        except LibraryError as error:
            log.warning("the library could not check a card: %s", type(error).__name__)
            return await _again(request, gateway, token, link, language, TurnProblem.LIBRARY_DOWN, data)
        if patron is None:
            return await _failed(request, gateway, token, link, language, TurnProblem.WRONG_PIN, data)
        try:
            identity = await signing_in.link_redeem(
                gateway.store,
                token,
                patron.id,
                pin_given_at=pin_given_at,
                # A Telegram account is one person's, wherever it is open; and bounded all the same.
                own_device=link.channel != WEB or bool(data.own_device),
                bounds=gateway.settings.sign_in_bounds,
            )
        except PinChanged:
            return await _failed(request, gateway, token, link, language, TurnProblem.WRONG_PIN, data)
        except LinkRefused as error:
            return refuse(request, language, _problem_of_error(error))
        page = await _go_on(request, gateway, identity, language)
        marks = pin_tries.mark(gateway.store, card, origin.marks, pin_given_at)
        page.headers["Set-Cookie"] = _known(gateway, marks)
        return page


async def _failed(
    request: Request[Any, Any, Any],
    gateway: Gateway,
    token: str,
    link: LinkState,
    language: Language,
    problem: TurnProblem,
    data: SignInForm,
) -> Page:
    """Count a wrong try on the link's page and say so."""
    if await signing_in.link_try_failed(gateway.store, token) <= 0:
        return refuse(request, language, TurnProblem.LINK_SPENT)
    return await _again(request, gateway, token, link, language, problem, data)


def marks_of(request: Request[Any, Any, Any], gateway: Gateway) -> str:
    """Give the marks by which a browser is known for cards that have signed in with it; empty where there are none."""
    return str(request.cookies.get(_known_name(gateway), ""))


def _known_name(gateway: Gateway) -> str:
    # Under https a browser takes a cookie of such a name from https alone.
    return f"__Secure-{KNOWN}" if gateway.settings.public_url.startswith("https://") else KNOWN


def _known(gateway: Gateway, marks: str) -> str:
    """Make the cookie by which this browser is known for the cards that have signed in here."""
    # In a frame on the library's site only a partitioned cookie is kept, and that only under https.
    https = gateway.settings.public_url.startswith("https://")
    where = "SameSite=None; Secure; Partitioned" if https else "SameSite=Lax"
    return f"{_known_name(gateway)}={marks}; Path=/sign-in; Max-Age={KNOWN_SECONDS}; HttpOnly; {where}"


async def _go_on(
    request: Request[Any, Any, Any], gateway: Gateway, identity: identities.Identity, language: Language
) -> Page:
    as_json = wants_json(request)
    if identity.channel == WEB:
        # The token that these streams were opened with has ended: whoever copied it hears nothing more.
        gateway.hub.end(identity.id, await gateway.hub.state(identity))
    try:
        # A chat is bound as often as links are used, so the moment names this one.
        moment = f"{gateway.store.clock.now():%Y%m%d%H%M%S%f}"
        accepted = await gateway.conversations.after_sign_in(identity, moment)
        if as_json:
            await accepted.outcome()
    except StoreError as error:
        # The chat is bound all the same; the patron only has to ask again.
        log.error("the talk did not go on after a sign-in: %s", type(error).__name__)
    if as_json:
        return Response({"signed_in": True}, status_code=200, media_type="application/json")
    context = {
        **page_language(language),
        "origins": " ".join(sorted(gateway.settings.allowed_origins)),
        "in_telegram": identity.channel != WEB,
        "is_shared": not identity.own_device,
    }
    return Template("signed_in.html", context=context)


async def _form(
    gateway: Gateway,
    token: str,
    link: LinkState,
    language: Language,
    problem: str | None = None,
    status: int = 200,
    *,
    own_device: bool = False,
) -> Template:
    settings = gateway.settings
    on_web = link.channel == WEB
    own, shared = settings.own_device_idle_days, settings.sign_in_idle_minutes
    context = {
        **page_language(language),
        "chat": await sign_in_chats.describe(gateway, link, language),
        "problem": problem,
        "asks_number": on_web,
        "same_number": None
        if on_web
        else text(language, "page.sign_in.same_number", number=number(link.number, language)),
        "origins": " ".join(sorted(settings.allowed_origins)),
        # Another library system may have passwords with letters, for which a phone’s number keys are not enough.
        "pin_is_number": settings.checks_cards,
        "own_device": own_device,
        "own_device_hint": text(
            language, "page.sign_in.own_device_hint", own=number(own, language), shared=number(shared, language)
        ),
        "forgot": await whom_to_ask(gateway, language),
        # A PIN by a code, where the library can write to patrons.
        "first_pin": f"/sign-in/{token}/pin?lang={language}" if gateway.pin_letters is not None else None,
    }
    return Template("sign_in.html", context=context, status_code=status)


async def whom_to_ask(gateway: Gateway, language: Language) -> Markup:
    """Say where a patron without PIN or card finds help: the library's own telephone and e-mail, where it has them."""
    try:
        profile = await directory.profile(gateway.store)
    except StoreError:
        profile = None
    ways = (("tel", profile.phone), ("mailto", profile.email)) if profile is not None else ()
    known = [(scheme, one) for scheme, one in ways if one]
    if not known:
        return escape(text(language, "page.sign_in.forgot_desk"))
    # Numbers and addresses keep their direction in a Persian line.
    link = Markup('<a href="{}:{}" dir="ltr">{}</a>')
    links = [
        link.format(scheme, to_ascii(one).replace(" ", ""), number(one, language) if scheme == "tel" else one)
        for scheme, one in known
    ]
    contact = escape(text(language, "page.and")).join(links)
    return escape(text(language, "page.sign_in.forgot_there")).format(contact=contact)


async def _again(
    request: Request[Any, Any, Any],
    gateway: Gateway,
    token: str,
    link: LinkState,
    language: Language,
    problem: TurnProblem,
    data: SignInForm,
    *,
    wait: timedelta = timedelta(0),
) -> Page:
    minutes = math.ceil(wait.total_seconds() / 60)
    if wants_json(request):
        return answer_of(problem, retry_after=wait.total_seconds(), minutes=minutes)
    told = problem_text(problem, language, minutes=number(minutes, language))
    return await _form(gateway, token, link, language, told, STATUSES[problem], own_device=bool(data.own_device))


def _problem_of_error(error: LinkRefused | NotFound) -> TurnProblem:
    if isinstance(error, LinkUsed):
        return TurnProblem.LINK_USED
    if isinstance(error, LinkExpired):
        return TurnProblem.LINK_EXPIRED
    return TurnProblem.LINK_SPENT if isinstance(error, LinkTriesSpent) else TurnProblem.LINK_UNKNOWN
