"""Whether a change of the secret was forgotten: told at the start, by /health/ready and by `ketabyar doctor`."""

from __future__ import annotations

from datetime import timedelta

from bot.settings import Settings
from crm.database.store import Store
from crm.secret.standing import begun_at

__all__ = ["KEPT_AT_MOST", "change_forgotten"]

# Whoever knows the secret before is let in as long as it is accepted.
KEPT_AT_MOST = timedelta(days=14)


async def change_forgotten(settings: Settings, store: Store) -> list[str]:
    """Say what of a change of the secret is wrong or too old; nothing where all is well."""
    told = []
    if settings.secret_previous and settings.secret_previous == settings.secret:
        told.append("KETABYAR_SECRET_PREVIOUS is the secret itself: nothing was changed")
    if settings.secret_next and settings.secret_next == settings.secret:
        told.append("KETABYAR_SECRET_NEXT is the secret itself: take it away")
    begun = await begun_at(store) if store.keys.previous else None
    if begun is not None and store.clock.now() - begun > KEPT_AT_MOST:
        days = (store.clock.now() - begun).days
        told.append(f"the secret before has been accepted for {days} days: see `ketabyar secret status`")
    return told
