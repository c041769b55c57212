"""Settings of the engine, from the same variables as the rest of ketabyar."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from protocol.home import Home
from protocol.keys import Secrets, actions_secret, engine_secret
from protocol.shared_secret import SecretRefused, kept_previous, kept_secret


class SettingsError(Exception):
    """A setting that the engine cannot start without is missing or wrong."""


@dataclass(frozen=True)
class EngineSettings:
    """Settings of one engine process; read once by `load`."""

    home: Path
    secret: str
    # What else a caller may show while the secret is changed.
    secrets_too: tuple[str, ...]
    actions_secret: str
    actions_url: str
    tracker_url: str

    @classmethod
    def load(cls) -> EngineSettings:
        """Read the environment and complete it from the state folder.

        Started by the supervisor, the engine is given its two keys; by hand it derives them from the secret. They may
        be empty here: the server refuses to start without, training does not need them. Raises SettingsError when the
        kept secret cannot be used.
        """
        home = Home.of_environment()
        too = [one for one in os.environ.get("KETABYAR_ENGINE_SECRETS_TOO", "").split(",") if one]
        own, others = os.environ.get("KETABYAR_ENGINE_SECRET"), os.environ.get("KETABYAR_ACTIONS_SECRET")
        if not (own and others):
            secret = os.environ.get("KETABYAR_SECRET") or _kept(kept_secret, home)
            own, others = own or engine_secret(secret), others or actions_secret(secret)
            coming = os.environ.get("KETABYAR_SECRET_NEXT", "")
            previous = os.environ.get("KETABYAR_SECRET_PREVIOUS") or _kept(kept_previous, home)
            too = [engine_secret(one) for one in Secrets(secret, coming, previous).accepted if one != secret]
        port = os.environ.get("KETABYAR_ACTIONS_PORT") or "5055"
        return cls(
            home=home.folder,
            secret=own,
            secrets_too=tuple(too),
            actions_secret=others,
            actions_url=os.environ.get("KETABYAR_ACTIONS_URL") or f"http://127.0.0.1:{port}/webhook",
            tracker_url=os.environ.get("KETABYAR_TRACKER_URL") or f"sqlite:///{home.tracker}",
        )

    def need_secret(self) -> str:
        """What a caller must show; raises SettingsError when there is none."""
        if not self.secret:
            raise SettingsError("there is no shared secret: set KETABYAR_SECRET, or start `ketabyar up` once")
        return self.secret


def _kept(read: Callable[[Path], str], home: Home) -> str:
    try:
        return read(home.folder)
    except SecretRefused as error:
        raise SettingsError(str(error)) from error
