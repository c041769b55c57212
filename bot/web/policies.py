"""What pages may load (Content-Security-Policy): everything from here, and one picture from the library’s own place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

__all__ = ["console_policy", "link_policy", "page_policy", "picture_origin"]

_OWN = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'"
_NAME = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*")


def link_policy(sites: Iterable[str]) -> str:
    """Give the policy of a page of a link, which `sites` (origins) may show in a frame."""
    framed_by = " ".join(["'self'", *sites])
    return f"{_OWN}; {_pictures('')}; form-action 'self'; base-uri 'none'; frame-ancestors {framed_by}"


def page_policy(sites: Iterable[str], logo: str | None = None) -> str:
    """Give the policy of a page with the chat, which frames pages of `sites` (origins) and shows a logo."""
    frames = " ".join(["'self'", *sites])
    return (
        f"{_OWN}; {_pictures(picture_origin(logo))}; connect-src 'self'; frame-src {frames}; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'self'"
    )


def console_policy(logo: str | None = None) -> str:
    """Give the policy of a page of the console; `logo` where it shows one."""
    return (
        f"{_OWN}; {_pictures(picture_origin(logo))}; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )


def picture_origin(address: str | None) -> str:
    """Give the origin of an address as a policy names it; empty for none, and for what a policy cannot name."""
    try:
        parts = urlsplit(address or "")
        name, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:
        return ""
    if parts.scheme != "https" or not _NAME.fullmatch(name):
        return ""
    return f"https://{name}" if port is None else f"https://{name}:{port}"


def _pictures(origin: str) -> str:
    return f"img-src 'self' data: {origin}".rstrip()
