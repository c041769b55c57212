"""Every setting of ketabyar in one frozen object, read once from the environment and from HOME/settings.env."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Self

from pydantic import model_validator
from pydantic_settings import SettingsConfigDict

from bot.settings.addresses import LOOPBACK, AddressSettings
from bot.settings.channels import ChannelSettings
from bot.settings.serving import ServingSettings
from bot.settings.state import StateSettings, is_weak
from bot.settings.upkeep import REPOSITORY, UpkeepSettings
from crm.notices.rules import NoticeRules
from language.calendars import known_zone
from library.settings import LibrarySettings
from protocol.home import Home
from protocol.shared_secret import SecretRefused, kept_previous, kept_secret, make_secret

__all__ = ["LOOPBACK", "OTHER_VARIABLES", "REPOSITORY", "ROOT", "Settings"]

ROOT = Path(__file__).resolve().parents[2]
WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
# Variables that are no settings of the gateway's: read by the engine, or handed on by who starts a process.
OTHER_VARIABLES = frozenset(
    f"KETABYAR_{name}"
    for name in (
        "TRACKER_URL",
        "TRACKER_URL_FILE",
        "SECRETS_FOLDER",
        "ACTIONS_URL",
        "NOW_SINCE",
        "ENGINE_SECRET",
        "ENGINE_SECRETS_TOO",
        "ACTIONS_SECRET",
        "ACTIONS_SECRETS_TOO",
        "STORE_KEY",
        "STORE_KEY_NEXT",
        "STORE_KEY_PREVIOUS",
        "LOG_FILE",
        "NOTICE_CHANNELS",
        "SETTINGS_TAKEN",
    )
)


# The settings of each are in the order of these from the last to the first.
class Settings(UpkeepSettings, ChannelSettings, ServingSettings, AddressSettings, StateSettings, LibrarySettings):
    """All settings; the description of a field is its documentation (docs/settings.md is checked against it)."""

    model_config = SettingsConfigDict(env_prefix="KETABYAR_", frozen=True, extra="ignore", populate_by_name=True)

    @model_validator(mode="after")
    def _refuse_unsafe(self) -> Self:
        if self.patron_lapsed_days <= self.patron_lapsing_days:
            raise ValueError("KETABYAR_PATRON_LAPSED_DAYS must be more than KETABYAR_PATRON_LAPSING_DAYS")
        if self.environment == "production":
            if self.now:
                raise ValueError("KETABYAR_NOW fixes the clock and is refused in production")
            if any(one and is_weak(one) for one in (self.secret, self.secret_next)):
                raise ValueError(
                    "KETABYAR_SECRET is a placeholder or shorter than 24 characters; leave it unset to have one made"
                )
            if not self.public_url.startswith("https://"):
                raise ValueError(
                    "KETABYAR_PUBLIC_URL must be an https:// address in production: patrons type their PIN there"
                )
        for channel in self.messengers:
            secret = getattr(self, f"{channel}_webhook_secret")
            if getattr(self, f"{channel}_mode") == "webhook" and not WEBHOOK_SECRET.fullmatch(secret):
                variable = f"KETABYAR_{channel.upper()}_WEBHOOK_SECRET"
                raise ValueError(f"{variable} needs 16 to 256 letters, digits, _ or - for webhook mode")
        if self.smtp_host and not self.smtp_from:
            raise ValueError("KETABYAR_SMTP_FROM is needed with KETABYAR_SMTP_HOST")
        if self.push_key and not self.push_contact:
            raise ValueError("KETABYAR_PUSH_CONTACT is needed with KETABYAR_PUSH_KEY")
        if self.sms_hook_url and len(self.sms_hook_secret) < 16:
            raise ValueError("KETABYAR_SMS_HOOK_SECRET needs 16 characters or more with KETABYAR_SMS_HOOK_URL")
        if len({self.port, self.engine_port, self.actions_port}) != 3:
            raise ValueError("KETABYAR_PORT, KETABYAR_ENGINE_PORT and KETABYAR_ACTIONS_PORT must differ")
        return self

    @classmethod
    def load(cls, *, make: bool = True) -> Self:
        """Read the settings from the environment and HOME/settings.env, and complete them from the state folder.

        A secret that is not there yet is made, or, for who only looks (`make=False`), left empty. Raises
        pydantic.ValidationError when a value is wrong or unsafe, SecretRefused when the kept secret cannot be used,
        SettingsFileRefused when a file with settings cannot be read.
        """
        return cls().completed(make=make)

    def completed(self, *, make: bool = False, secret: str | None = None) -> Self:
        """Give the settings with what the state folder completes; raises SecretRefused."""
        if secret is None:
            secret = self.secret or kept_secret(self.home) or (make_secret(self.home) if make else "")
            if self.environment == "production" and secret and is_weak(secret):
                raise SecretRefused(f"{Home(self.home).secret} is a placeholder or shorter than 24 characters")
        return self.model_copy(
            update={
                "secret": secret,
                "secret_previous": self.secret_previous or kept_previous(self.home),
                "database_url": self.database_url or Home(self.home).store_url,
                "public_url": self.public_url or self.gateway_url,
            }
        )

    @property
    def notice_rules(self) -> NoticeRules:
        """When patrons who asked for it are told what, and on which channels."""
        return NoticeRules(
            zone=known_zone(self.time_zone),
            days_before=self.notice_days_before,
            overdue_days=tuple(sorted(set(self.notice_overdue_days))),
            card_days=self.notice_card_days,
            quiet_from=self.notice_quiet_from,
            quiet_until=self.notice_quiet_until,
            channels=self.notice_channels,
            # Of loans elsewhere no title is kept that could be named.
            titles=self.notice_titles and self.library_system == "embedded",
            kinds=self.notice_kinds,
            own_loans=self.tells_own_loans,
        )

    @property
    def allowed_origins(self) -> frozenset[str]:
        """Origins that may use the web channel: the library's sites and the gateway itself."""
        own = {self.public_url, f"http://127.0.0.1:{self.port}", f"http://localhost:{self.port}"}
        return frozenset(self.sites) | frozenset(own if self.environment == "demo" else {self.public_url})

    def child_environment(self) -> dict[str, str]:
        """Variables that hand these settings on to every process; no secret is among them."""
        return {
            "KETABYAR_ENVIRONMENT": self.environment,
            "KETABYAR_HOME": str(self.home),
            "KETABYAR_PORT": str(self.port),
            "KETABYAR_ENGINE_PORT": str(self.engine_port),
            "KETABYAR_ACTIONS_PORT": str(self.actions_port),
            "KETABYAR_ACTIONS_URL": ",".join(f"{url}/webhook" for url in self.actions_urls),
            "KETABYAR_PUBLIC_URL": self.public_url,
            "KETABYAR_TIME_ZONE": self.time_zone,
            "KETABYAR_TRACES_URL": self.traces_url,
            "KETABYAR_LOG_LEVEL": self.log_level,
            "KETABYAR_LOG_FORMAT": self.log_format,
            "KETABYAR_NOTICE_CHANNELS": ",".join(sorted(self.notice_channels)),
            "KETABYAR_NOW": self.now,
            "KETABYAR_NOW_SINCE": str(time.time()),
        }
