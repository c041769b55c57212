"""Links that end the monthly report by mail: whoever holds a letter can end it, without a sign-in."""

from __future__ import annotations

from itsdangerous import BadSignature, URLSafeSerializer

from bot.settings import Settings
from crm.database.store import Store

__all__ = ["report_stop_address", "report_stopped_by"]

PATH = "/reports/stop"


def report_stop_address(settings: Settings, staff_id: int) -> str:
    """Give the address at which a member of staff ends the letters; it never runs out."""
    return f"{settings.public_url}{PATH}/{_signer([settings.server_key]).dumps(staff_id)}"


def report_stopped_by(store: Store, token: str) -> int | None:
    """Read a link's token: whose letters it ends; None when we did not make it."""
    try:
        staff_id = _signer(store.keys.for_ever).loads(token)
    except BadSignature:
        return None
    return staff_id if isinstance(staff_id, int) else None


def _signer(keys: list[bytes]) -> URLSafeSerializer:
    return URLSafeSerializer(keys, salt="ketabyar.reports.stop")
