"""Names of things at FOLIO: UUIDs, and the external IDs by which it knows patrons."""

from __future__ import annotations

import re

__all__ = ["external_of", "is_external_id", "is_uuid", "named"]

# What stands before FOLIO's external ID of a patron in our store: a bare number may be another system's.
_PREFIX = "folio:"
# edge-patron puts what it is given into a query of FOLIO's as it is, where “*” and “?” stand for anybody.
_EXTERNAL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,57}")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)


def is_external_id(text: str) -> bool:
    """Tell whether a text can name one patron at FOLIO, and never several."""
    return _EXTERNAL.fullmatch(text) is not None


def is_uuid(text: str) -> bool:
    """Tell whether a text is a UUID, as everything at FOLIO is named by."""
    return _UUID.fullmatch(text) is not None


def named(external_id: str) -> str:
    """Give what our store calls a patron of FOLIO's by: `folio:20001001`."""
    return f"{_PREFIX}{external_id}"


def external_of(ils_patron_id: str | None) -> str | None:
    """Give the external ID out of what our store calls a patron by; None for another system's number."""
    if not (ils_patron_id or "").startswith(_PREFIX):
        return None
    found = (ils_patron_id or "").removeprefix(_PREFIX)
    return found if is_external_id(found) else None
