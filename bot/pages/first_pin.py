"""A PIN by the patron: the first one, or a new one in the place of one that is forgotten, with a code to a contact.

It is reached from the sign-in page, and only where our own store keeps PINs and the library can write to patrons. What
the pages say is the same whether there is such a card and such a contact or not.
"""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Annotated, Any

import msgspec
from litestar import Controller, Request, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Template

from bot.channels.web.guards import address_of
from bot.channels.web.services import Gateway, PinWriter
from bot.conversation.wording import TurnProblem, problem_text
from bot.pages.links import LINK, LINK_PROBLEMS, LINK_STATUSES, Lang, OpenedLink, Page, open_link, problem_of, refuse
from bot.pages.page_texts import page_language
from bot.pages.sign_in import marks_of, whom_to_ask
from bot.texts import text
from bot.texts.numbers import number
from bot.web.description import HTML, told
from bot.web.problems import STATUSES
from crm.conversations import signing_in
from crm.errors import InvalidValue, PinThrottled
from crm.library_info import directory
from crm.patrons.cards import PIN_DIGITS, checked_pin
from crm.patrons.pin_tries import Origin
from crm.people import pin_codes
from language.digits import to_ascii
from language.writing import in_digits
from protocol.values import Language

__all__ = ["FirstPinPage"]

# Only the limit of a day has one waiting for hours.
LONG_WAIT = timedelta(hours=1)
MINUTES = int(pin_codes.HOLDS.total_seconds()) // 60


class FirstPinForm(msgspec.Struct, frozen=True):
    """The form of either step; nothing of it is logged or kept."""

    card: str = ""
    channel: str = ""
    proof: str = ""
    code: str = ""
    pin: str = ""
    pin_again: str = ""

    def __repr__(self) -> str:
        return "FirstPinForm(…)"


class FirstPinPage(Controller):
    """The card first, then the code with a PIN typed twice."""

    path = "/sign-in/{token:str}/pin"
    tags = ["sign-in"]  # noqa: RUF012 - the framework's way

    @get(summary="The form of the card", operation_class=LINK)
    async def show(self, token: str, gateway: Gateway, request: Request[Any, Any, Any], lang: Lang = None) -> Page:
        """Ask for the card."""
        opened = await open_link(request, gateway, token, lang)
        if not isinstance(opened, OpenedLink):
            return opened
        if gateway.pin_letters is None:
            return refuse(request, opened.language, TurnProblem.NOT_FOUND)
        return await _page(gateway, token, opened.language, "card")

    @post(
        status_code=200,
        summary="Have a code sent, or give a PIN with it",
        operation_class=told(*LINK_PROBLEMS, bodies={200: (HTML,), **LINK_STATUSES, 422: (HTML,), 429: (HTML,)}),
    )
    async def go_on(
        self,
        request: Request[Any, Any, Any],
        token: str,
        gateway: Gateway,
        data: Annotated[FirstPinForm, Body(media_type=RequestEncodingType.URL_ENCODED)],
        lang: Lang = None,
    ) -> Page:
        """Send a code to the contact of a card, or give the card the PIN that was typed with one."""
        # A code comes later than the link's ten minutes may last: enough that there was one then.
        opened = await open_link(request, gateway, token, lang, may_be_over=bool(data.proof))
        if not isinstance(opened, OpenedLink):
            return opened
        link, language = opened.state, opened.language
        if gateway.pin_letters is None:
            return refuse(request, language, TurnProblem.NOT_FOUND)
        card = data.card.strip()[:64]
        origin = Origin(link.channel, link.identity_id, address_of(request), marks_of(request, gateway))
        if not to_ascii(card).strip() or not any(sign.isalnum() for sign in card):
            return await _page(gateway, token, language, "card", text(language, "page.pin.no_card"), 422)
        if not data.proof:
            return await _ask(gateway, gateway.pin_letters, token, language, card, data.channel, origin)
        if not pin_codes.is_open(gateway.store, card, data.proof):
            return await _page(gateway, token, language, "card", text(language, "page.pin.over"), 422)
        return await _set(request, gateway, gateway.pin_letters, token, language, card, data, origin)


async def _ask(
    gateway: Gateway, letters: PinWriter, token: str, language: Language, card: str, channel: str, origin: Origin
) -> Page:
    """Take a request: what is looked up and sent is done beside it, and takes nobody's time here."""
    if channel not in letters.channels:
        channel = letters.channels[0]
    wait = await pin_codes.take_request(gateway.store, card, origin)
    if wait is not None:
        return await _page(
            gateway, token, language, "card", _throttled(wait, language), STATUSES[TurnProblem.THROTTLED]
        )
    proof = pin_codes.new_proof(gateway.store, card)
    letters.begin(_send_code(gateway, letters, card, channel, proof, language))
    return await _page(gateway, token, language, "code", card=card, proof=proof)


async def _send_code(
    gateway: Gateway, letters: PinWriter, card: str, channel: str, proof: str, language: Language
) -> None:
    holder = await pin_codes.holder_of(gateway.store, card)
    if holder is None or channel not in holder.addresses:
        return
    code = pin_codes.code_of(gateway.store, card, proof, holder.given_at)
    said = text(
        language,
        "page.pin.letter",
        code=in_digits(code, language),
        minutes=number(MINUTES, language),
    )
    await letters.send({channel: holder.addresses[channel]}, "page.pin.letter_subject", said, language)


async def _set(
    request: Request[Any, Any, Any],
    gateway: Gateway,
    letters: PinWriter,
    token: str,
    language: Language,
    card: str,
    data: FirstPinForm,
    origin: Origin,
) -> Page:
    """Give the card its PIN; who is signed in with it elsewhere is signed out, and the patron is told."""
    kept = {"card": card, "proof": data.proof}
    wrong = _wrong_pin(data, language)
    if wrong is not None:
        return await _page(gateway, token, language, "code", wrong, 422, code=data.code.strip()[:16], **kept)
    # Who they are is known only now: a right code ends with the PIN that it gives.
    holder = await pin_codes.holder_of(gateway.store, card)
    try:
        given = await pin_codes.set_pin(gateway.store, card, data.proof, data.code[:16], data.pin[:64], origin)
    except PinThrottled as error:
        wait = error.retry_at - gateway.store.clock.now()
        status = STATUSES[TurnProblem.THROTTLED]
        return await _page(gateway, token, language, "code", _throttled(wait, language), status, **kept)
    if given is None:
        if await signing_in.link_try_failed(gateway.store, token) <= 0:
            return refuse(request, language, TurnProblem.LINK_SPENT)
        return await _page(gateway, token, language, "code", text(language, "page.pin.wrong_code"), 422, **kept)
    for identity_id in given.given.chats if given.given is not None else ():
        gateway.conversations.forget_partner(identity_id)
    if holder is not None and given.given is not None:
        addresses = {name: one for name, one in holder.addresses.items() if name in letters.channels}
        letters.begin(_tell(gateway, letters, addresses, language))
    # The chat that asked may have been signed in with this very card, and its link has ended with that.
    link = await signing_in.link_peek(gateway.store, token)
    return await _page(gateway, token, language, "done", is_open=link is not None and problem_of(link) is None)


async def _tell(gateway: Gateway, letters: PinWriter, addresses: dict[str, str], language: Language) -> None:
    profile = await directory.profile(gateway.store)
    phone = number(profile.phone, language) if profile is not None and profile.phone else None
    ways = [one for one in (phone, profile.email) if one] if profile is not None else []
    key = "page.pin.told" if ways else "page.pin.told_desk"
    said = text(language, key, contact=text(language, "page.and").join(ways)) if ways else text(language, key)
    await letters.send(addresses, "page.pin.told_subject", said, language)


def _wrong_pin(data: FirstPinForm, language: Language) -> str | None:
    try:
        chosen = checked_pin(data.pin[:64])
    except InvalidValue:
        least, most = (number(one, language) for one in PIN_DIGITS)
        return text(language, "page.pin.bad", least=least, most=most)
    again = to_ascii(data.pin_again[:64]).strip()
    return None if again == chosen else text(language, "page.pin.differ")


def _throttled(wait: timedelta, language: Language) -> str:
    if wait > LONG_WAIT:
        return text(language, "page.pin.enough_today")
    minutes = max(1, math.ceil(wait.total_seconds() / 60))
    return problem_text(TurnProblem.THROTTLED, language, minutes=number(minutes, language))


async def _page(
    gateway: Gateway,
    token: str,
    language: Language,
    step: str,
    problem: str | None = None,
    status: int = 200,
    **more: object,
) -> Template:
    least, most = (number(one, language) for one in PIN_DIGITS)
    context = {
        **page_language(language),
        "step": step,
        "problem": problem,
        "at": f"/sign-in/{token}",
        "channels": gateway.pin_letters.channels if gateway.pin_letters is not None else (),
        "forgot": await whom_to_ask(gateway, language),
        "minutes": number(MINUTES, language),
        "pin_hint": text(language, "page.pin.hint", least=least, most=most),
        **more,
    }
    return Template("first_pin.html", context=context, status_code=status)
