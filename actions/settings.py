"""Settings of the action server, from the same variables as the rest of ketabyar."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator
from pydantic_settings import SettingsConfigDict

from crm.notices.rules import NoticeRules, time_of_day
from language.calendars import known_zone
from library.setting_values import addressed
from library.settings import LibrarySettings
from protocol.home import DEFAULT, Home
from protocol.keys import Secrets, StoreKeys, actions_secret
from protocol.shared_secret import kept_previous, kept_secret

__all__ = ["ActionSettings"]


class ActionSettings(LibrarySettings):
    """The settings of the action server; documented with all others in docs/settings.md."""

    model_config = SettingsConfigDict(env_prefix="KETABYAR_", frozen=True, extra="ignore")

    environment: Literal["demo", "production"] = "demo"
    home: Path = DEFAULT
    secret: str = ""
    secret_next: str = ""
    secret_previous: str = ""
    actions_secret: str = ""
    # Told by who started this process: what else is accepted while the secret is changed, separated by commas.
    actions_secrets_too: str = ""
    store_key: str = ""
    store_key_next: str = ""
    store_key_previous: str = ""
    database_url: str = ""
    actions_port: int = Field(default=5055, ge=0, le=65535)
    actions_host: str = ""
    time_zone: str = "Asia/Tehran"
    retention_days: int = Field(default=180, ge=1)
    case_retention_days: int = Field(default=365, ge=1)
    loan_history_days: int = Field(default=90, ge=1)
    handoff_minutes: int = Field(default=10, ge=1)
    notice_days_before: int = Field(default=2, ge=1, le=14)
    notice_quiet_from: Annotated[time, BeforeValidator(time_of_day)] = time(21)
    notice_quiet_until: Annotated[time, BeforeValidator(time_of_day)] = time(9)
    notice_titles: bool = False
    # Which channels have a sender: told by the supervisor, since what serves a channel may be secret.
    notice_channels: str = "web_chat"
    traces_url: Annotated[
        str, addressed("an address is needed such as http://127.0.0.1:4318/v1/traces, without a user", plain=True)
    ] = ""
    now: str = ""

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        return known_zone(value).key

    @model_validator(mode="after")
    def _refuse_unsafe(self) -> Self:
        if self.environment == "production" and self.now:
            raise ValueError("KETABYAR_NOW fixes the clock and is refused in production")
        return self

    @classmethod
    def load(cls) -> Self:
        """Read the environment and complete it from the state folder.

        Started by the supervisor, the action server is given its two keys; by hand it derives them from the secret.

        Raises pydantic.ValidationError for a wrong value, ValueError when there is no secret, SecretRefused
        when the kept one cannot be used.
        """
        settings = cls()
        home = settings.home.expanduser().resolve()
        made: dict[str, object] = {"home": home}
        if not (settings.actions_secret and settings.store_key):
            secret = settings.secret or kept_secret(home)
            if not secret:
                raise ValueError("there is no shared secret: set KETABYAR_SECRET, or start `ketabyar up` once")
            secrets = Secrets(secret, settings.secret_next, settings.secret_previous or kept_previous(home))
            own, *others = map(actions_secret, secrets.accepted)
            keys = secrets.store_keys
            made |= {
                "actions_secret": settings.actions_secret or own,
                "actions_secrets_too": settings.actions_secrets_too or ",".join(others),
                "store_key": settings.store_key or keys["server_key"].hex(),
                "store_key_next": settings.store_key_next or keys["next_key"].hex(),
                "store_key_previous": settings.store_key_previous or keys["previous_key"].hex(),
            }
        url = settings.database_url or Home(home).store_url
        return settings.model_copy(update={**made, "database_url": url})

    @property
    def notice_rules(self) -> NoticeRules:
        """What is to be told of notices; who sends them has the whole of it."""
        return NoticeRules(
            zone=known_zone(self.time_zone),
            days_before=self.notice_days_before,
            quiet_from=self.notice_quiet_from,
            quiet_until=self.notice_quiet_until,
            channels=frozenset(one.strip() for one in self.notice_channels.split(",") if one.strip()),
            # Of loans elsewhere no title is kept that could be named.
            titles=self.notice_titles and self.library_system == "embedded",
            kinds=self.notice_kinds,
            own_loans=self.tells_own_loans,
        )

    @property
    def gives_pins(self) -> bool:
        """Tell whether patrons may set their PIN with a code, as the gateway does: by e-mail or text message."""
        return self.checks_cards and bool(self.notice_rules.channels & {"email", "sms"})

    @property
    def accepted_secrets(self) -> tuple[str, ...]:
        """What a caller may show: more than one while the secret is changed."""
        return (self.actions_secret, *filter(None, self.actions_secrets_too.split(",")))

    @property
    def store_keys(self) -> StoreKeys:
        """The keys with which the store is opened; the gateway derives the same ones."""
        return StoreKeys(
            server_key=bytes.fromhex(self.store_key),
            next_key=bytes.fromhex(self.store_key_next),
            previous_key=bytes.fromhex(self.store_key_previous),
        )
