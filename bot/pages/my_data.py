"""The page of one's own data: what the library's store holds, a copy of it, and its erasure."""

from __future__ import annotations

import logging
from contextlib import suppress
from functools import partial
from typing import Annotated, Any

import msgspec
from litestar import Controller, Request, Response, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body, Parameter
from litestar.response import Template

from bot.channels.web.services import Gateway
from bot.conversation.erasing import ErasedChat, erase_chat_everywhere, erase_everywhere
from bot.conversation.message import WEB
from bot.conversation.turn_language import as_language
from bot.conversation.wording import TurnProblem, problem_text
from bot.pages.copy_view import as_file, sections
from bot.pages.erasure_view import debts, erasure_lines, receipt_file
from bot.pages.page_texts import browser_language, page_language
from bot.texts import text
from bot.texts.numbers import number
from bot.web.description import HTML, JSON, told
from bot.web.problems import STATUSES
from crm.actor import PATRON, Actor
from crm.errors import Conflict, InvalidValue, NotFound
from crm.forgetting.open_matters import Unsettled
from crm.notices.subscriptions import end_fallbacks, subscriptions
from crm.records.values import FALLBACKS
from crm.trust.copying import Whose, copy_of
from crm.trust.history import choose_history, history_mode, wants_history
from crm.trust.links import OpenLink, data_link_opened, data_link_peek
from crm.trust.periods import days_of
from crm.trust.receipts import read_receipt
from crm.trust.requests import note_copy
from language.calendars import zone
from library.errors import LibraryError
from library.leaving import hindrance
from protocol.values import Language

__all__ = ["MyDataPage"]

log = logging.getLogger(__name__)

Lang = Annotated[Language | None, Parameter(query="lang", required=False)]
FILE = "application/json; charset=utf-8"


SHOWN = told(bodies={200: (HTML,), 410: (HTML,)})


class OwnErasureForm(msgspec.Struct, frozen=True):
    """The confirmation of an erasure."""

    sure: str = ""


class OwnHistoryForm(msgspec.Struct, frozen=True):
    """Whether the history of what was borrowed is to be kept."""

    keep: str = ""


class ReceiptForm(msgspec.Struct, frozen=True):
    """A receipt that is to be kept as a file."""

    receipt: str = ""


class MyDataPage(Controller):
    """One page for one link: everything about who asked for it."""

    path = "/my-data"
    tags = ["my data"]  # noqa: RUF012 - the framework's way

    @get("/{token:str}", summary="What is kept", operation_class=SHOWN)
    async def show(self, request: Request[Any, Any, Any], token: str, gateway: Gateway, lang: Lang = None) -> Template:
        """Show what there is, and how it is copied and erased."""
        link = await data_link_peek(gateway.store, token)
        # Of a link that nobody knows only the browser tells who reads it.
        spoken = None if link is not None else browser_language(request, gateway.settings.default_language)
        language = _language(gateway, link, lang or spoken)
        if link is None:
            return _over(language)
        try:
            return await _shown(gateway, token, link, language)
        except NotFound:
            return _over(language)

    @get(
        "/{token:str}/copy.json",
        summary="A copy of it",
        operation_class=told(bodies={200: (JSON,), 410: (HTML,)}),
    )
    async def copy(self, token: str, gateway: Gateway, lang: Lang = None) -> Response[bytes] | Template:
        """Give the copy as a file."""
        link = await data_link_peek(gateway.store, token)
        language = _language(gateway, link, lang)
        if link is None:
            return _over(language)
        try:
            copy = await copy_of(gateway.store, _whose(link), language)
        except NotFound:
            return _over(language)
        await note_copy(gateway.store, link.patron_id, link.chat, kind="export", by=_actor(link))
        return Response(as_file(copy), media_type=FILE, headers=_as_attachment("my-library-data.json"))

    @post(
        "/{token:str}/erase",
        status_code=200,
        summary="Erase it",
        operation_class=told(
            bodies={200: (HTML,), 409: (HTML,), 410: (HTML,), 422: (HTML,), 503: (HTML,)},
        ),
    )
    async def erase(
        self,
        token: str,
        gateway: Gateway,
        data: Annotated[OwnErasureForm, Body(media_type=RequestEncodingType.URL_ENCODED)],
        lang: Lang = None,
    ) -> Template:
        """Erase everything, and show the receipt; the link is used up with it."""
        link = await data_link_peek(gateway.store, token)
        language = _language(gateway, link, lang)
        if link is None:
            return _over(language)
        if data.sure != "yes":
            return await _shown(gateway, token, link, language, not_sure=True, status=422)
        try:
            done = await _erased(gateway, link)
        except Unsettled:
            return await _shown(gateway, token, link, language, status=409)
        except LibraryError:
            return await _shown(gateway, token, link, language, status=503)
        except NotFound:
            return _over(language)
        for chat in done.receipt.chats:
            gateway.conversations.forget_partner(chat)
        if done.told is None:
            return _over(language)
        context = {**page_language(language), "lines": erasure_lines(done.told, language), "receipt": done.signed}
        return Template("my_data_erased.html", context=context)

    @post("/{token:str}/history", status_code=200, summary="Keep a history or none", operation_class=SHOWN)
    async def history(
        self,
        token: str,
        gateway: Gateway,
        data: Annotated[OwnHistoryForm, Body(media_type=RequestEncodingType.URL_ENCODED)],
        lang: Lang = None,
    ) -> Template:
        """Note whether the patron's history is to be kept from now on."""
        link = await data_link_peek(gateway.store, token)
        language = _language(gateway, link, lang)
        if link is None or link.patron_id is None or data.keep not in ("yes", "no"):
            return _over(language)
        # Where the library keeps none meanwhile, the page says so.
        with suppress(Conflict):
            await choose_history(
                gateway.store,
                link.patron_id,
                keep=data.keep == "yes",
                channel=link.channel,
                source="page",
                by=_actor(link),
            )
        return await _shown(gateway, token, link, language)

    @post(
        "/{token:str}/only-there",
        status_code=200,
        summary="Let notices come by no other way",
        operation_class=SHOWN,
    )
    async def only_there(self, token: str, gateway: Gateway, lang: Lang = None) -> Template:
        """Let notices come by no other way than the patron chose."""
        link = await data_link_peek(gateway.store, token)
        language = _language(gateway, link, lang)
        if link is None or link.patron_id is None:
            return _over(language)
        await end_fallbacks(gateway.store, link.patron_id, source="page", by=_actor(link))
        return await _shown(gateway, token, link, language)

    @post(
        "/receipt/file",
        status_code=200,
        summary="A receipt as a file",
        operation_class=told(bodies={200: ("text/plain",), 410: (HTML,)}),
    )
    async def keep(
        self,
        gateway: Gateway,
        data: Annotated[ReceiptForm, Body(media_type=RequestEncodingType.URL_ENCODED)],
        lang: Lang = None,
    ) -> Response[bytes] | Template:
        """Give a receipt as a file to keep."""
        language = as_language(lang, gateway.settings.default_language)
        try:
            receipt = read_receipt(gateway.store, data.receipt)
        except InvalidValue:
            return _over(language)
        written = receipt_file(receipt, data.receipt, language, zone(gateway.settings.time_zone))
        return Response(written, media_type="text/plain; charset=utf-8", headers=_as_attachment("erasure-receipt.txt"))


async def _shown(
    gateway: Gateway, token: str, link: OpenLink, language: Language, *, not_sure: bool = False, status: int = 200
) -> Template:
    store = gateway.store
    copy = await copy_of(store, _whose(link), language)
    if await data_link_opened(store, token):
        await note_copy(store, link.patron_id, link.chat, kind="access", by=_actor(link))
    open_matters, is_known = None, True
    if link.patron_id is not None:
        try:
            open_matters = await hindrance(store, gateway.library, link.patron_id)
        except LibraryError as error:
            log.warning("the library could not say what is open: %s", type(error).__name__)
            is_known = False
    days = await days_of(store, gateway.settings.retention_defaults)
    context = {
        **page_language(language),
        "history": await _history(gateway, link),
        "history_days": days["loans"],
        "other_ways": await _other_ways(gateway, link, language),
        "at": f"/my-data/{token}",
        "number": partial(number, language=language),
        "is_patron": link.patron_id is not None,
        "on_web": link.channel == WEB,
        "sections": sections(copy, language, zone(gateway.settings.time_zone)),
        "hindrance": open_matters,
        "is_known": is_known,
        "debts": [] if open_matters is None else debts(open_matters, language),
        "not_sure": not_sure,
    }
    return Template("my_data.html", context=context, status_code=status)


async def _history(gateway: Gateway, link: OpenLink) -> str | None:
    """Say what is kept of what the patron borrowed: none, off or kept; None where another system keeps loans."""
    if link.patron_id is None or not gateway.settings.keeps_loans:
        return None
    if (await history_mode(gateway.store)).history == "none":
        return "none"
    return "kept" if await wants_history(gateway.store, link.patron_id) else "off"


async def _other_ways(gateway: Gateway, link: OpenLink, language: Language) -> str:
    """Name the channels by which notices may come in place of the one that the patron chose; "" for none."""
    if link.patron_id is None:
        return ""
    used = {one.fallback for one in await subscriptions(gateway.store, link.patron_id)} - {None}
    named = [text(language, f"my_data.value.{way}") for way in FALLBACKS if way in used]
    return ("، " if language == "fa" else ", ").join(named)


async def _erased(gateway: Gateway, link: OpenLink) -> ErasedChat:
    by, content = _actor(link), gateway.content
    if link.patron_id is None:
        return await erase_chat_everywhere(gateway.store, gateway.engine, link.identity_id, by=by, content=content)
    return await erase_everywhere(
        gateway.store, gateway.engine, gateway.library, link.patron_id, by=by, content=content
    )


def _whose(link: OpenLink) -> Whose:
    return Whose(link.patron_id, None if link.patron_id is not None else link.identity_id)


def _actor(link: OpenLink) -> Actor:
    return PATRON if link.patron_public_id is None else Actor("patron", link.patron_public_id)


def _over(language: Language) -> Template:
    context = {**page_language(language), "problem": problem_text(TurnProblem.LINK_EXPIRED, language)}
    return Template("my_data_over.html", context=context, status_code=STATUSES[TurnProblem.LINK_EXPIRED])


def _as_attachment(name: str) -> dict[str, Any]:
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}


def _language(gateway: Gateway, link: OpenLink | None, asked: str | None) -> Language:
    default = gateway.settings.default_language
    return as_language(asked or (link.language if link is not None else None), default)
