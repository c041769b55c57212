"""What the engine needs to know, from the same variables as the rest of ketabyar."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


class SettingsError(Exception):
    """A setting that the engine cannot start without is missing or wrong."""


@dataclass(frozen=True)
class EngineSettings:
    """Settings of one engine process; read once by `load`."""

    home: Path
    secret: str
    actions_url: str
    tracker_url: str
    answers: Path

    @classmethod
    def load(cls) -> EngineSettings:
        """Read the environment and complete it from the state folder.

        The secret may be empty here: the server refuses to start without one, training does not need it.
        """
        home = Path(os.environ.get("KETABYAR_HOME") or "var").expanduser().resolve()
        kept = home / "secret"
        secret = os.environ.get("KETABYAR_SECRET") or (
            kept.read_text(encoding="ascii").strip() if kept.is_file() else ""
        )
        port = os.environ.get("KETABYAR_ACTIONS_PORT") or "5055"
        return cls(
            home=home,
            secret=secret,
            actions_url=os.environ.get("KETABYAR_ACTIONS_URL") or f"http://127.0.0.1:{port}/webhook",
            tracker_url=os.environ.get("KETABYAR_TRACKER_URL") or f"sqlite:///{home / 'tracker.sqlite3'}",
            answers=home / "answers" / "published.json",
        )

    def need_secret(self) -> str:
        """The shared secret; raises SettingsError when there is none."""
        if not self.secret:
            raise SettingsError("there is no shared secret: set KETABYAR_SECRET, or start `ketabyar up` once")
        return self.secret
