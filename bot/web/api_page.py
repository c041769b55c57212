"""The page on which the description of the HTTP API is read and tried: Swagger UI, from files of ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from litestar import Request
from litestar.openapi.plugins import OpenAPIRenderPlugin

__all__ = ["ApiPage"]

PAGE = Path(__file__).resolve().parent.parent / "pages" / "templates" / "api.html"


class ApiPage(OpenAPIRenderPlugin):
    """Swagger UI, which asks for the description by itself.

    Litestar's own plugin writes script and style into the page, which our policy does not let run.
    """

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """Give the page."""
        return PAGE.read_bytes()
