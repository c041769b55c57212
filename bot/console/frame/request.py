"""Requests as the console's code is given them; Litestar's types have parameters that nobody here uses."""

from __future__ import annotations

from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection

__all__ = ["AnyConnection", "AnyRequest", "is_htmx"]

AnyConnection = ASGIConnection[Any, Any, Any, Any]
AnyRequest = Request[Any, Any, Any]


def is_htmx(request: AnyRequest) -> bool:
    """Tell whether HTMX asks, for a part of a page."""
    return request.headers.get("hx-request") == "true"
