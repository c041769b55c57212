"""Tries: visitors of the website who are staff."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from litestar import Request

from bot.channels.web.services import Gateway
from crm.staff.sessions import Spans, session_staff

__all__ = ["tried_by_staff"]

# The console's cookie. Under https it is sent to the whole host; without, only to the console's own pages, and then
# nobody is recognised here: the conversation is marked by hand on its page.
COOKIES = ("__Host-ketabyar_console", "ketabyar_console")


async def tried_by_staff(request: Request[Any, Any, Any], gateway: Gateway) -> bool:
    """Tell whether a request comes from a browser on which somebody is signed in to the console.

    It makes no session last longer.
    """
    settings = gateway.settings
    spans = Spans(timedelta(minutes=settings.staff_idle_minutes), timedelta(hours=settings.staff_session_hours))
    for name in COOKIES:
        token = request.cookies.get(name, "")
        if 20 <= len(token) <= 100:
            return await session_staff(gateway.store, token, spans=spans, is_used=False) is not None
    return False
