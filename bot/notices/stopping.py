"""Links that stop notices: whoever holds a letter can stop what comes with it, without a sign-in."""

from __future__ import annotations

from itsdangerous import BadSignature, URLSafeSerializer

from bot.settings import Settings
from crm.database.store import Store

__all__ = ["STOPPED_BY_LINK", "stop_address", "stopped_by"]

PATH = "/notices/stop"
# Where there is no chat to say it in.
STOPPED_BY_LINK = ("email", "sms")


def stop_address(settings: Settings, public_id: str, channel: str) -> str:
    """Give the address at which a patron (by public id) stops what comes on a channel; it never runs out."""
    return f"{settings.public_url}{PATH}/{_signer([settings.server_key]).dumps([public_id, channel])}"


def stopped_by(store: Store, token: str) -> tuple[str, str] | None:
    """Read a link's token: the patron's public id and the channel; None when we did not make it."""
    try:
        public_id, channel = _signer(store.keys.for_ever).loads(token)
    except (BadSignature, ValueError, TypeError):
        return None
    return (str(public_id), channel) if channel in STOPPED_BY_LINK else None


def _signer(keys: list[bytes]) -> URLSafeSerializer:
    return URLSafeSerializer(keys, salt="ketabyar.notices.stop")
