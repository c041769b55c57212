"""What a gateway stands on: whether it is a real one, the state folder, the secret, and the store."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings

from crm.database.urls import driver_url
from crm.errors import InvalidValue
from library.setting_values import addressed
from protocol.home import DEFAULT
from protocol.keys import Secrets, StoreKeys, actions_secret, engine_secret, store_key
from protocol.shared_secret import refuse_unfit

__all__ = ["StateSettings", "is_weak"]

RedisUrl = Annotated[str, addressed("it is written redis://HOST:PORT or rediss://HOST:PORT", ("redis", "rediss"))]
PLACEHOLDER = re.compile(r"change[-_ ]?(?:me|this|it)|place[-_ ]?holder|your[-_ ]?secret|example|secret[-_ ]?here")
PLACEHOLDERS = frozenset({"secret", "changeme", "change-me", "password", "ketabyar", "demo"})


class StateSettings(BaseSettings):
    """What a gateway stands on, with the keys that follow from its secret."""

    environment: Literal["demo", "production"] = Field(
        "demo",
        description="`demo` loads a fictional library and allows a fixed clock; `production` refuses unsafe settings",
    )
    home: Path = Field(DEFAULT, description="the state folder: store, tracker, logs, models in use")
    secret: str = Field(
        "", description="the secret from which every key is derived; generated and kept in HOME/secret if not set"
    )
    secret_next: str = Field(
        "",
        description="the secret to come, while it is changed on several machines: accepted, and nothing is made with "
        "it (docs/operating.md)",
    )
    secret_previous: str = Field(
        "",
        description="the secret before, while it is changed: accepted, and nothing is made with it "
        "(docs/operating.md); HOME/secret.previous if not set",
    )
    database_url: str = Field(
        "", description="the CRM store: postgresql+asyncpg://user:password@host/name, or SQLite in HOME if not set"
    )
    redis_url: RedisUrl = Field(
        "", description="a Redis that carries signals between gateways: redis://HOST:PORT; PostgreSQL does if not set"
    )

    @field_validator("home")
    @classmethod
    def _absolute_home(cls, value: Path) -> Path:
        try:
            return value.expanduser().resolve()
        except (RuntimeError, OSError) as error:
            raise ValueError(f"{value} cannot be found: {error}") from error

    @field_validator("secret")
    @classmethod
    def _fit_for_a_header(cls, value: str) -> str:
        refuse_unfit(value)
        return value

    @field_validator("database_url")
    @classmethod
    def _usable_url(cls, value: str) -> str:
        try:
            return driver_url(value).render_as_string(hide_password=False) if value else value
        except InvalidValue as error:
            raise ValueError(error.reason) from None

    @property
    def secrets(self) -> Secrets:
        """The secret and, while it is changed, the other one."""
        return Secrets(self.secret, self.secret_next, self.secret_previous)

    @property
    def store_keys(self) -> StoreKeys:
        """The keys with which the store is opened."""
        return self.secrets.store_keys

    @property
    def server_key(self) -> bytes:
        """The key of the store's keyed hashes, derived from the secret."""
        return store_key(self.secret)

    @property
    def engine_secret(self) -> str:
        """What is shown to the engine, derived from the secret."""
        return engine_secret(self.secret)

    @property
    def actions_secret(self) -> str:
        """What is shown to the action server, derived from the secret."""
        return actions_secret(self.secret)


def is_weak(secret: str) -> bool:
    """Tell whether a secret is a placeholder, or too short or too plain to be one."""
    said = secret.lower()
    return said in PLACEHOLDERS or len(secret) < 24 or len(set(said)) < 10 or PLACEHOLDER.search(said) is not None
