"""Packages that are not installed: Rasa starts without them, and whoever uses one is told what is missing."""

from __future__ import annotations

import importlib.metadata

import pytest

ABSENT = {"aiogram", "boto3", "confluent-kafka", "fbmessenger", "jax", "pymongo", "redis", "skops", "twilio"}


def test_what_is_never_used_is_not_installed() -> None:
    installed = {str(each.metadata["Name"]).lower().replace("_", "-") for each in importlib.metadata.distributions()}
    assert not ABSENT & installed


def test_rasas_own_channels_and_stores_can_be_imported() -> None:
    import rasa.core.channels as channels
    import rasa.core.tracker_store
    import rasa.nlu.persistor

    assert {"telegram", "slack", "twilio", "facebook"} <= channels.BUILTIN_CHANNELS.keys()
    assert rasa.core.tracker_store.TrackerStore and rasa.nlu.persistor.Persistor


def test_who_uses_one_is_told_what_is_missing() -> None:
    from rasa.core.channels.telegram import TelegramOutput

    with pytest.raises(ImportError, match="aiogram is not installed"):
        TelegramOutput("a token")


def test_nobody_but_rasa_is_given_a_stand_in() -> None:
    with pytest.raises(ModuleNotFoundError):
        import twilio.http  # noqa: F401
