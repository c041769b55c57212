"""The state folder, KETABYAR_HOME: what lies in it, and under which name."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

__all__ = ["DEFAULT", "OURS", "PRIVATE", "Home"]

DEFAULT = Path("var")
# What tells of people, or opens doors.
PRIVATE = (
    "secret", "secret.previous", "audit.head", "store.sqlite3", "tracker.sqlite3", "content", "models", "engines",
    "logs", "imports", "settings.env", "init.json",
)  # fmt: skip
# All that ketabyar makes there; nothing else that lies there is touched.
OURS = (*PRIVATE, "training", "cache")


@dataclass(frozen=True)
class Home:
    """The places in a state folder; nothing is made by asking for one."""

    folder: Path

    @classmethod
    def of_environment(cls) -> Home:
        """Find the folder that KETABYAR_HOME names."""
        return cls(Path(os.environ.get("KETABYAR_HOME") or DEFAULT).expanduser().resolve())

    @property
    def secret(self) -> Path:
        """The file of the one secret from which all keys are derived."""
        return self.folder / "secret"

    @property
    def previous_secret(self) -> Path:
        """The file of the secret before, while it is changed."""
        return self.folder / "secret.previous"

    @property
    def settings(self) -> Path:
        """The file of settings that hold where the environment does not say otherwise."""
        return self.folder / "settings.env"

    @property
    def init(self) -> Path:
        """The note of how far `ketabyar init` has come, while it is not through."""
        return self.folder / "init.json"

    @property
    def audit_head(self) -> Path:
        """The file that says how far the audit trail has come, sealed."""
        return self.folder / "audit.head"

    @property
    def store(self) -> Path:
        """The store, where it is SQLite."""
        return self.folder / "store.sqlite3"

    @property
    def store_url(self) -> str:
        """The store's address when no other database is named."""
        return f"sqlite:///{self.store}"

    @property
    def tracker(self) -> Path:
        """The engine's memory of conversations under way."""
        return self.folder / "tracker.sqlite3"

    @property
    def content(self) -> Path:
        """Staff's copy of the content that models are trained from, made at their first edit."""
        return self.folder / "content"

    @property
    def models(self) -> Path:
        """The folder of model files that may answer."""
        return self.folder / "models"

    @property
    def engines(self) -> Path:
        """The folder of notes between gateway and supervisor."""
        return self.folder / "engines"

    @property
    def presence(self) -> Path:
        """The note of the gateway that runs here, by the name that other gateways on the store know."""
        return self.engines / "gateway.json"

    @property
    def imports(self) -> Path:
        """The folder of reports of imports, and of the files that were uploaded for one."""
        return self.folder / "imports"

    @property
    def training(self) -> Path:
        """The folder in which models are trained."""
        return self.folder / "training"

    @property
    def logs(self) -> Path:
        """The folder of the processes' logs and process ids."""
        return self.folder / "logs"

    @property
    def training_log(self) -> Path:
        """The output of a training that is waited for."""
        return self.logs / "train.log"

    @property
    def cache(self) -> Path:
        """The folder of caches, for a user without one of their own."""
        return self.folder / "cache"
