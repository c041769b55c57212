"""Telegram check: the token, the proxy, and where its updates go."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx

from bot.channels.telegram.webhook import PATH
from bot.cli.doctor.finding import Finding, note, ok, problem, without_password
from bot.settings import Settings

__all__ = ["check"]

SECONDS = 8.0
TELEGRAMS_OWN = "https://api.telegram.org/"


async def check(settings: Settings) -> AsyncIterator[Finding]:
    """Ask the Bot API who the bot is and where its updates are delivered."""
    if not settings.telegram_token:
        yield note("Telegram", "off", "set KETABYAR_TELEGRAM_TOKEN to switch it on")
        return
    try:
        client = httpx.AsyncClient(timeout=SECONDS, proxy=settings.telegram_proxy or None)
    except (ValueError, ImportError, httpx.InvalidURL) as error:
        yield problem(
            "Telegram",
            f"the proxy cannot be used: {without_password(str(error))}",
            "fix KETABYAR_TELEGRAM_PROXY, or HTTPS_PROXY and ALL_PROXY; everything else runs without it",
        )
        return
    async with client:
        known = await _asked(client, settings, "getMe")
        if known is None:
            through = f" through {without_password(settings.telegram_proxy)}" if settings.telegram_proxy else ""
            yield problem(
                "Telegram",
                f"the Bot API cannot be reached{through}",
                "is the network open, and the base URL right? Where Telegram is blocked, set KETABYAR_TELEGRAM_PROXY",
            )
            return
        if not known.get("ok"):
            said = str(known.get("description", "refused"))
            yield problem("Telegram", said, "check KETABYAR_TELEGRAM_TOKEN and KETABYAR_TELEGRAM_BASE_URL")
            return
        yield ok("Telegram", f"@{known['result'].get('username', '?')} ({settings.telegram_mode})")
        hook = await _asked(client, settings, "getWebhookInfo")
    for finding in _webhook(settings, hook.get("result") if hook else None):
        yield finding


def _webhook(settings: Settings, told: Any) -> Iterator[Finding]:
    info: dict[str, Any] = told if isinstance(told, dict) else {}
    there = str(info.get("url") or "")
    if settings.telegram_mode == "polling":
        if there:
            yield problem(
                "Telegram's updates",
                f"they go to a webhook at {there}, not to us",
                "another program has set it, but a bot has one gateway; ours removes it when it starts",
            )
        return
    ours = f"{settings.public_url}{PATH}"
    if not ours.startswith("https://") and settings.telegram_base_url.startswith(TELEGRAMS_OWN):
        yield problem(
            "Telegram's updates",
            f"Telegram delivers to https addresses only, not to {ours}",
            "set KETABYAR_PUBLIC_URL to an https address, or KETABYAR_TELEGRAM_MODE=polling",
        )
    elif there != ours:
        yield problem(
            "Telegram's updates",
            f"they go to {there or 'nowhere'}, not to {ours}",
            "the gateway registers the address when it starts: start it, and stop any other that has this token",
        )
    elif info.get("last_error_message"):
        waiting = info.get("pending_update_count", 0)
        yield problem(
            "Telegram's updates",
            f"Telegram could not deliver: {info['last_error_message']} ({waiting} wait)",
            "can the address be reached from outside, and is its certificate valid?",
        )
    else:
        yield ok("Telegram's updates", f"they arrive at {ours}")


async def _asked(client: httpx.AsyncClient, settings: Settings, what: str) -> dict[str, Any] | None:
    try:
        answer = await client.get(f"{settings.telegram_base_url}{settings.telegram_token}/{what}")
        told = answer.json()
    except (httpx.HTTPError, ValueError, httpx.InvalidURL):
        return None
    return told if isinstance(told, dict) else None
