"""Web Push check: that calls to the staff’s browsers can be signed, and that browsers can take them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from urllib.parse import urlsplit

from bot.channels.letters.push import public_push_key
from bot.cli.doctor.finding import Finding, note, ok, problem
from bot.settings import Settings

__all__ = ["check"]

SUBJECT = "web push"
AT_HOME = ("localhost", "127.0.0.1")


async def check(settings: Settings) -> AsyncIterator[Finding]:
    """Read the key, and see whether pages are reached in a way that lets browsers be called."""
    if not settings.push_key:
        yield note(SUBJECT, "off", "staff are called while a page is open; `ketabyar push-key` makes a key for more")
        return
    try:
        public = public_push_key(settings.push_key)
    except ValueError:
        yield problem(SUBJECT, "KETABYAR_PUSH_KEY is no key", "make one with `ketabyar push-key`")
        return
    parts = urlsplit(settings.public_url)
    if parts.scheme != "https" and parts.hostname not in AT_HOME:
        yield problem(
            SUBJECT, f"browsers take no calls for {settings.public_url}", "set KETABYAR_PUBLIC_URL to an https address"
        )
        return
    yield ok(SUBJECT, f"signed by {public[:12]}…, for {', '.join(settings.push_hosts)}")
