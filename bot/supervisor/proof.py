"""Verification of a model against the store: write access to the model folder alone is not enough."""

from __future__ import annotations

import hmac

from bot.models.model_files import ModelFileRefused
from bot.settings import Settings
from crm.content import model_versions
from crm.database.driver_errors import DriverError
from crm.database.store import Store
from crm.database.urls import store_file
from crm.errors import StoreError

__all__ = ["prove_by_store"]


async def prove_by_store(settings: Settings, file: str, sha256: str) -> None:
    """Raise ModelFileRefused when the store has not recorded this SHA-256 for a file that was published.

    A store that is not there yet, or away, says nothing: it is not needed to start an engine.
    """
    if not _is_there(settings):
        return
    try:
        store = await Store.open(settings.database_url, clock=settings.clock(), **settings.store_keys)
        try:
            recorded = await model_versions.recorded_sha256(store, file)
        finally:
            await store.close()
    except (StoreError, DriverError):
        return
    if not any(hmac.compare_digest(known, sha256) for known in recorded):
        raise ModelFileRefused(f"the SHA-256 of {file} is not the one that the store has recorded")


def _is_there(settings: Settings) -> bool:
    if not settings.database_url:
        return False
    file = store_file(settings.database_url)
    return file is None or file.is_file()
