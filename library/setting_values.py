"""How settings are written: each a value of one shape, or an error that does not repeat it, for it may be a secret."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator

__all__ = ["address_of", "addressed", "is_loopback", "safe_address", "split_at_commas", "written"]

WEB = ("http", "https")


def written(pattern: str, needed: str) -> AfterValidator:
    """Refuse what is not empty, and not of a pattern from its first sign to its last; `needed` says what is."""
    whole = re.compile(pattern)

    def check(value: str) -> str:
        if value and not whole.fullmatch(value):
            raise ValueError(needed)
        return value

    return AfterValidator(check)


def addressed(needed: str, schemes: Collection[str] = WEB, *, plain: bool = False) -> AfterValidator:
    """Refuse what is not empty, and no address with one of some schemes; a `plain` one has no user and no query."""

    def check(value: str) -> str:
        if value:
            address_of(value, needed, schemes, plain=plain)
        return value

    return AfterValidator(check)


def safe_address(needed: str, travels: str) -> AfterValidator:
    """Refuse what is not empty, and no address without a user, encrypted unless it leads to this machine.

    `needed` says how it is written, `travels` what goes there that nobody may read on the way.
    """

    def check(value: str) -> str:
        value = value.strip()
        if not value:
            return value
        parts = address_of(value, needed)
        if parts.username:
            raise ValueError(needed)
        if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
            raise ValueError(f"{travels}: an https:// address is needed")
        return value

    return AfterValidator(check)


def split_at_commas(value: object) -> object:
    """Give the parts of what is written with commas between them; what is no text stays as it is."""
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


def address_of(value: str, needed: str, schemes: Collection[str] = WEB, *, plain: bool = False) -> SplitResult:
    """Give the parts of an address; raises ValueError with what is `needed` for what is none."""
    parts = urlsplit(value)
    if parts.scheme not in schemes or not parts.hostname or (plain and (parts.username or parts.query)):
        raise ValueError(needed)
    return parts


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
