"""Whether the reader is there for patrons, or away: a switch in the bar."""

from __future__ import annotations

from litestar import Controller, post
from litestar.response import Redirect

from bot.console.frame.access import needs, safe_next
from bot.console.frame.fields import HiddenField
from bot.console.frame.forms import Form
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from crm.staff.presence import set_away

__all__ = ["PresencePages"]


class PresenceForm(Form):
    """What is said, and the page that it is said on."""

    away = HiddenField()
    back = HiddenField()


class PresencePages(Controller):
    """Handler of the switch."""

    path = "/presence"

    @post("/", opt=needs(Permission.WORK_INBOX))
    async def say(self, visit: Visit) -> Redirect:
        """Keep whether the reader is away; what patrons are told follows from it."""
        form = await PresenceForm.sent(visit)
        is_away = bool(form.away.data)
        await set_away(visit.store, visit.reader.staff_id, is_away)
        return visit.go_to(safe_next(form.back.data), "presence.is_away" if is_away else "presence.is_there")
