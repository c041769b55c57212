"""Calls to a browser in which no page is open: chosen, ended, made quiet; and the script that shows them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from litestar import Controller, Response, get, post
from litestar.exceptions import NotFoundException

from bot.channels.letters.push import is_push_service
from bot.console.frame.access import PUBLIC, needs
from bot.console.frame.fields import HiddenField
from bot.console.frame.forms import Form
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from crm.errors import InvalidValue
from crm.staff.push_subscriptions import BrowserKeys, set_only_alarms, subscribe, unsubscribe

__all__ = ["PushPages"]

WORK = needs(Permission.WORK_INBOX)
WORKER = Path(__file__).resolve().parent.parent / "static" / "calls-worker.js"


class BrowserForm(Form):
    """What a browser gives for being called; `quiet` when its sound is off."""

    endpoint = HiddenField()
    p256dh = HiddenField()
    auth = HiddenField()
    quiet = HiddenField()


class PushPages(Controller):
    """Handlers of a browser’s calls."""

    path = "/push"

    @get("/worker.js", opt=PUBLIC, sync_to_thread=False)
    def worker(self) -> Response[str]:
        """Give the script that shows calls while no page is open; it serves the whole console."""
        headers = {"Cache-Control": "no-cache", "Service-Worker-Allowed": "/console"}
        return Response(_worker(), media_type="text/javascript; charset=utf-8", headers=headers)

    @post("/", opt=WORK, status_code=204)
    async def choose(self, visit: Visit) -> None:
        """Call the reader in this browser from now on."""
        form = await BrowserForm.sent(visit)
        endpoint = form.endpoint.data
        settings = visit.console.settings
        if not settings.push_key:
            raise NotFoundException
        if not is_push_service(endpoint, settings.push_hosts):
            raise InvalidValue("endpoint", "the address of a push service is needed")
        browser = BrowserKeys(endpoint, form.p256dh.data, form.auth.data)
        await subscribe(visit.store, visit.reader.session_id, browser, only_alarms=bool(form.quiet.data))

    @post("/off", opt=WORK, status_code=204)
    async def end(self, visit: Visit) -> None:
        """Call the reader in this browser no more."""
        form = await BrowserForm.sent(visit)
        await unsubscribe(visit.store, visit.reader.staff_id, form.endpoint.data)

    @post("/quiet", opt=WORK, status_code=204)
    async def quiet(self, visit: Visit) -> None:
        """Call for emergencies alone, or for everything again."""
        form = await BrowserForm.sent(visit)
        await set_only_alarms(visit.store, visit.reader.staff_id, form.endpoint.data, bool(form.quiet.data))


@cache
def _worker() -> str:
    return WORKER.read_text(encoding="utf-8")
