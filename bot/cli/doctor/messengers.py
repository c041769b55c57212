"""Messenger check: of each bot the token, the proxy, and where its updates go."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx

from bot.channels.telegram.messengers import Messenger, messenger
from bot.cli.doctor.finding import Finding, note, ok, problem
from bot.settings import Settings
from bot.watching.settings_shown import without_password
from crm.records.values import MESSENGERS

__all__ = ["check", "check_one"]

SECONDS = 8.0
# The messengers' own addresses; a Bot API server of one's own may deliver by http.
THEIR_OWN = ("https://api.telegram.org/", "https://tapi.bale.ai/")


async def check(settings: Settings) -> AsyncIterator[Finding]:
    """Ask each Bot API who the bot is and where its updates are delivered."""
    for channel in MESSENGERS:
        async for finding in check_one(messenger(settings, channel), settings.public_url):
            yield finding


async def check_one(bot: Messenger, public_url: str) -> AsyncIterator[Finding]:
    """Ask one Bot API who the bot is and where its updates are delivered."""
    if not bot.token:
        yield note(
            bot.name,
            "off",
            f"set {bot.variable('token')} to switch it on",
            kind="off",
            bot=bot.name,
            setting=bot.variable("token"),
        )
        return
    try:
        client = httpx.AsyncClient(timeout=SECONDS, proxy=bot.proxy or None)
    except (ValueError, ImportError, httpx.InvalidURL) as error:
        yield problem(
            bot.name,
            f"the proxy cannot be used: {without_password(str(error))}",
            f"fix {bot.variable('proxy')}, or HTTPS_PROXY and ALL_PROXY; everything else runs without it",
            kind="proxy",
            setting=bot.variable("proxy"),
            said=without_password(str(error)),
        )
        return
    async with client:
        known = await _asked(client, bot, "getMe")
        if known is None:
            through = f" through {without_password(bot.proxy)}" if bot.proxy else ""
            yield problem(
                bot.name,
                f"the Bot API cannot be reached{through}",
                "is the network open, and the base URL right? "
                f"Where {bot.name} is blocked, set {bot.variable('proxy')}",
                kind="bot_unreachable",
                bot=bot.name,
                setting=bot.variable("proxy"),
            )
            return
        if not known.get("ok"):
            said = bot.covered(str(known.get("description", "refused")))
            yield problem(
                bot.name,
                said,
                f"check {bot.variable('token')} and {bot.variable('base_url')}",
                kind="token",
                bot=bot.name,
                setting=bot.variable("token"),
                address=bot.variable("base_url"),
                said=said,
            )
            return
        yield ok(bot.name, f"@{known['result'].get('username', '?')} ({bot.mode})")
        hook = await _asked(client, bot, "getWebhookInfo")
    for finding in _webhook(bot, public_url, hook.get("result") if hook else None):
        yield finding


def _webhook(bot: Messenger, public_url: str, told: Any) -> Iterator[Finding]:
    info: dict[str, Any] = told if isinstance(told, dict) else {}
    there = str(info.get("url") or "")
    subject, shown = f"{bot.name}'s updates", bot.covered(there)
    if bot.mode == "polling":
        if there:
            yield problem(
                subject,
                f"they go to a webhook at {shown}, not to us",
                "another program has set it, but a bot has one gateway; ours removes it when it starts",
                kind="webhook_set",
                bot=bot.name,
                address=shown,
            )
        return
    ours = f"{public_url}{bot.hook_path}"
    if not ours.startswith("https://") and bot.base_url.startswith(THEIR_OWN):
        yield problem(
            subject,
            f"{bot.name} delivers to https addresses only, not to {bot.covered(ours)}",
            f"set KETABYAR_PUBLIC_URL to an https address, or {bot.variable('mode')}=polling",
            kind="webhook_https",
            bot=bot.name,
            setting=f"{bot.variable('mode')}=polling",
        )
    elif there != ours:
        yield problem(
            subject,
            f"they go to {shown or 'nowhere'}, not to {bot.covered(ours)}",
            "the gateway registers the address when it starts: start it, and stop any other that has this token",
            kind="webhook_elsewhere",
            bot=bot.name,
            address=bot.covered(ours),
        )
    elif info.get("last_error_message"):
        waiting = info.get("pending_update_count", 0)
        yield problem(
            subject,
            f"{bot.name} could not deliver: {bot.covered(str(info['last_error_message']))} ({waiting} wait)",
            "can the address be reached from outside, and is its certificate valid?",
            kind="webhook_failed",
            bot=bot.name,
            said=bot.covered(str(info["last_error_message"])),
        )
    else:
        yield ok(subject, f"they arrive at {bot.covered(ours)}")


async def _asked(client: httpx.AsyncClient, bot: Messenger, what: str) -> dict[str, Any] | None:
    try:
        answer = await client.get(f"{bot.base_url}{bot.token}/{what}")
        told = answer.json()
    except (httpx.HTTPError, ValueError, httpx.InvalidURL):
        return None
    return told if isinstance(told, dict) else None
