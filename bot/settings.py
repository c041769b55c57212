"""Every setting of ketabyar in one frozen object, read once from the environment."""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from language.clock import Clock, clock_from_env

ROOT = Path(__file__).resolve().parent.parent
TELEGRAM_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
PLACEHOLDERS = frozenset({"secret", "changeme", "change-me", "password", "ketabyar", "demo"})


class Settings(BaseSettings):
    """All settings; the description of a field is its documentation (docs/settings.md is checked against it)."""

    model_config = SettingsConfigDict(env_prefix="KETABYAR_", frozen=True, extra="ignore", populate_by_name=True)

    environment: Literal["demo", "production"] = Field(
        "demo",
        description="demo loads a fictional library and allows a fixed clock; production refuses unsafe settings",
    )
    home: Path = Field(Path("var"), description="the folder of all state: store, tracker, logs, models in use")
    secret: str = Field(
        "", description="shared by the three processes; made at random and kept in HOME/secret when not set"
    )
    database_url: str = Field(
        "", description="the CRM store; SQLite in HOME when not set, or postgresql+asyncpg://user:password@host/name"
    )
    host: str = Field("127.0.0.1", description="the address the gateway listens on")
    port: int = Field(8000, ge=1, le=65535, description="the gateway's port, the only public one")
    engine_port: int = Field(5005, ge=1, le=65535, description="the engine's port, on loopback only")
    actions_port: int = Field(5055, ge=1, le=65535, description="the action server's port, on loopback only")
    public_url: str = Field("", description="the address patrons reach the gateway at; http://HOST:PORT when not set")
    sites: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="comma-separated origins of the library's own sites that may embed the widget"
    )
    default_language: Literal["fa", "en"] = Field("fa", description="the language when a patron's cannot be told")
    time_zone: str = Field("Asia/Tehran", description="the library's time zone, where a branch names none")
    session_minutes: int = Field(30, ge=1, description="silence after which a conversation is closed")
    handoff_minutes: int = Field(
        10, ge=1, description="wait for a librarian after which the bot returns and opens a case"
    )
    turn_seconds: float = Field(
        25.0, gt=0, description="longest time one turn may take before the patron gets an apology"
    )
    messages_per_minute: int = Field(
        30, ge=1, description="messages one chat may send in a minute before it is asked to wait"
    )
    retention_days: int = Field(
        180, ge=1, description="days after which what patrons said is erased, wherever it was written down"
    )
    case_retention_days: int = Field(
        365, ge=1, description="days after which the words of cases that were closed, or left alone, are erased"
    )
    loan_history_days: int = Field(
        90, ge=1, description="days after which a returned loan loses its reader, unless they asked for a history"
    )
    telegram_token: str = Field("", description="the bot's token; without it Telegram stays off and all else runs")
    telegram_mode: Literal["polling", "webhook"] = Field("polling", description="how Telegram's updates arrive")
    telegram_webhook_secret: str = Field("", description="the secret header Telegram must send; needed for webhook")
    telegram_base_url: str = Field(
        "https://api.telegram.org/bot", description="the Bot API's address, for a local server"
    )
    min_free_mb: int = Field(200, ge=0, description="free disk space below which ketabyar does not start, in megabytes")
    now: str = Field(
        "", description="fixes the clock at this ISO 8601 moment, for tests and demonstrations; refused in production"
    )

    @field_validator("sites", mode="before")
    @classmethod
    def _split_sites(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(site.strip().rstrip("/") for site in value.split(",") if site.strip())
        return value

    @field_validator("home")
    @classmethod
    def _absolute_home(cls, value: Path) -> Path:
        return value.expanduser().resolve()

    @model_validator(mode="after")
    def _refuse_unsafe(self) -> Self:
        if self.environment == "production":
            if self.now:
                raise ValueError("KETABYAR_NOW fixes the clock and is refused in production")
            if self.secret and (self.secret.lower() in PLACEHOLDERS or len(self.secret) < 24):
                raise ValueError(
                    "KETABYAR_SECRET is a placeholder or shorter than 24 characters; leave it unset to have one made"
                )
            if not self.public_url.startswith("https://"):
                raise ValueError(
                    "KETABYAR_PUBLIC_URL must be an https:// address in production: patrons type their PIN there"
                )
        webhook = self.telegram_token and self.telegram_mode == "webhook"
        if webhook and not TELEGRAM_SECRET.fullmatch(self.telegram_webhook_secret):
            raise ValueError(
                "KETABYAR_TELEGRAM_WEBHOOK_SECRET needs 16 to 256 letters, digits, _ or - for webhook mode"
            )
        if len({self.port, self.engine_port, self.actions_port}) != 3:
            raise ValueError("KETABYAR_PORT, KETABYAR_ENGINE_PORT and KETABYAR_ACTIONS_PORT must differ")
        return self

    @classmethod
    def load(cls) -> Self:
        """Read the settings from the environment and complete them from the state folder.

        Raises pydantic.ValidationError when a value is wrong or unsafe.
        """
        settings = cls()
        return settings.model_copy(
            update={
                "secret": settings.secret or _kept_secret(settings.home),
                "database_url": settings.database_url or f"sqlite+aiosqlite:///{settings.home / 'store.sqlite3'}",
                "public_url": (settings.public_url or f"http://{settings.host}:{settings.port}").rstrip("/"),
            }
        )

    @property
    def server_key(self) -> bytes:
        """The key of the store's keyed hashes, derived from the shared secret."""
        return hashlib.sha256(b"ketabyar store key\0" + self.secret.encode()).digest()

    @property
    def engine_url(self) -> str:
        """The engine's base address."""
        return f"http://127.0.0.1:{self.engine_port}"

    @property
    def actions_url(self) -> str:
        """The action server's base address."""
        return f"http://127.0.0.1:{self.actions_port}"

    @property
    def allowed_origins(self) -> frozenset[str]:
        """Origins that may use the web channel: the library's sites and the gateway itself."""
        own = {self.public_url, f"http://127.0.0.1:{self.port}", f"http://localhost:{self.port}"}
        return frozenset(self.sites) | frozenset(own if self.environment == "demo" else {self.public_url})

    def clock(self) -> Clock:
        """The clock that the whole process uses."""
        return clock_from_env()

    def child_environment(self) -> dict[str, str]:
        """Variables that hand these settings on to the engine and the action server."""
        return {
            "KETABYAR_ENVIRONMENT": self.environment,
            "KETABYAR_HOME": str(self.home),
            "KETABYAR_SECRET": self.secret,
            "KETABYAR_DATABASE_URL": self.database_url,
            "KETABYAR_PORT": str(self.port),
            "KETABYAR_ENGINE_PORT": str(self.engine_port),
            "KETABYAR_ACTIONS_PORT": str(self.actions_port),
            "KETABYAR_ACTIONS_URL": f"{self.actions_url}/webhook",
            "KETABYAR_PUBLIC_URL": self.public_url,
            "KETABYAR_TIME_ZONE": self.time_zone,
            "KETABYAR_NOW": self.now,
            "KETABYAR_NOW_SINCE": str(time.time()),
        }


def _kept_secret(home: Path) -> str:
    path = home / "secret"
    if path.is_file():
        return path.read_text(encoding="ascii").strip()
    home.mkdir(parents=True, exist_ok=True)
    secret = secrets.token_urlsafe(32)
    path.touch(mode=0o600)
    path.write_text(secret + "\n", encoding="ascii")
    return secret
