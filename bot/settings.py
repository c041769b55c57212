"""Every setting of ketabyar in one frozen object, read once from the environment and from HOME/settings.env."""

from __future__ import annotations

import ipaddress
import re
import time
from datetime import time as clock_time
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from bot.origins import origin_of
from crm.database.urls import driver_url
from crm.errors import InvalidValue
from crm.lifecycle.rule import LifecycleRule
from crm.notices.rules import NoticeRules, time_of_day
from crm.patrons.sign_in_periods import SignInBounds, SignInPeriod
from crm.records.values import MESSENGERS, STAFF_ROLES
from crm.trust.periods import DEFAULTS
from language.calendars import known_zone
from library.setting_values import addressed, written
from library.settings import LibrarySettings
from protocol.clock import Clock, clock_from_env, parse_moment
from protocol.home import DEFAULT, Home
from protocol.keys import Secrets, StoreKeys, actions_secret, engine_secret, store_key
from protocol.patience import TURN_SECONDS
from protocol.shared_secret import SecretRefused, kept_previous, kept_secret, make_secret, refuse_unfit
from protocol.values import Language

ROOT = Path(__file__).resolve().parent.parent
WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
PROXY_SCHEMES = ("http", "https", "socks5", "socks5h")
MAILBOX = r"(?<![^\s@<>,:])[^\s@<>,]+@[^\s@<>,]+"
MailAddress = Annotated[str, written(MAILBOX, "one address is needed, such as library@example.org")]
Proxy = Annotated[
    str, addressed(f"a proxy is written SCHEME://HOST:PORT with one of {', '.join(PROXY_SCHEMES)}", PROXY_SCHEMES)
]
MachineAddress = Annotated[
    str,
    written(
        r"(?!0\.0\.0\.0$)[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?",
        "the name or IPv4 address of this machine is needed, by which others reach it",
    ),
]
RedisUrl = Annotated[str, addressed("it is written redis://HOST:PORT or rediss://HOST:PORT", ("redis", "rediss"))]
LOOPBACK = "127.0.0.1"
REPOSITORY = "an address is needed that begins with https://, without a user name and without a query"
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
PLACEHOLDER = re.compile(r"change[-_ ]?(?:me|this|it)|place[-_ ]?holder|your[-_ ]?secret|example|secret[-_ ]?here")
PLACEHOLDERS = frozenset({"secret", "changeme", "change-me", "password", "ketabyar", "demo"})


class Settings(LibrarySettings):
    """All settings; the description of a field is its documentation (docs/settings.md is checked against it)."""

    model_config = SettingsConfigDict(env_prefix="KETABYAR_", frozen=True, extra="ignore", populate_by_name=True)

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
    host: str = Field("127.0.0.1", description="the address on which the gateway listens")
    port: int = Field(8000, ge=1, le=65535, description="the gateway's port, the only public one")
    engine_port: int = Field(5005, ge=1, le=65535, description="the engine's port, on loopback only")
    actions_port: int = Field(5055, ge=1, le=65535, description="the action server's port, on loopback only")
    engine_host: MachineAddress = Field(
        "",
        description="the address of this machine at which gateways of others reach its engine, which is then found by "
        "them through the store (docs/scaling.md); on loopback only if not set",
    )
    actions_host: MachineAddress = Field(
        "",
        description="the address of this machine at which engines of others reach its action server (docs/scaling.md); "
        "on loopback only if not set",
    )
    action_servers: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="several action servers, which the engine asks in turn: http://HOST:PORT, separated by commas; "
        "the one of this machine if not set",
    )
    public_url: str = Field(
        "", description="the address at which patrons reach the gateway; http://HOST:PORT if not set"
    )
    sites: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="the library's own sites that may embed the widget: origins, separated by commas"
    )
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="the web servers in front whose X-Forwarded-For is trusted: addresses or networks, separated by "
        "commas; none if not set",
    )
    default_language: Language = Field("fa", description="the language to use when a patron's is not known")
    time_zone: str = Field(
        "Asia/Tehran", description="the library's time zone, for branches that have none of their own"
    )
    session_minutes: int = Field(30, ge=1, description="minutes of silence after which a conversation is closed")
    sign_in_idle_minutes: int = Field(
        30, ge=1, description="minutes of silence after which a patron is signed out on a shared device"
    )
    sign_in_hours: int = Field(
        12, ge=1, description="hours after which a patron is signed out on a shared device in any case"
    )
    own_device_idle_days: int = Field(
        30,
        ge=1,
        description="days of silence after which a patron is signed out on a device of their own and on messengers",
    )
    own_device_days: int = Field(
        180,
        ge=1,
        description="days after which a patron is signed out on a device of their own and on messengers in any case",
    )
    handoff_minutes: int = Field(
        10, ge=1, description="minutes to wait for a librarian before the bot takes over again and opens a case"
    )
    handoff_word_minutes: int = Field(
        3, ge=1, description="minutes of waiting after which a patron is told that no librarian has come yet"
    )
    turn_seconds: float = Field(
        TURN_SECONDS, gt=0, description="seconds that a turn may take before the patron gets an apology"
    )
    messages_per_minute: int = Field(
        30, ge=1, description="messages that one chat may send in a minute before it is asked to wait"
    )
    retention_days: int = Field(180, ge=1, description="days after which patrons' words are erased everywhere")
    silent_visitor_days: int = Field(
        30, ge=1, description="days after which a visitor of the website who never wrote anything is deleted"
    )
    case_retention_days: int = Field(
        365, ge=1, description="days after which the words of closed or abandoned cases are erased"
    )
    loan_history_days: int = Field(
        90,
        ge=1,
        description="days after which a returned loan is detached from its reader, unless they asked for a history",
    )
    patron_new_days: int = Field(84, ge=1, le=1000, description="days for which a patron counts as new after joining")
    patron_lapsing_days: int = Field(
        180, ge=1, le=3000, description="days without any use of the library after which a patron counts as lapsing"
    )
    patron_lapsed_days: int = Field(
        365,
        ge=2,
        le=4000,
        description="days without any use after which they count as lapsed; more than KETABYAR_PATRON_LAPSING_DAYS",
    )
    patron_return_days: int = Field(
        30,
        ge=1,
        le=365,
        description="days within which a silent patron who was written to must come back to be won back",
    )
    staff_idle_minutes: int = Field(
        30, ge=1, description="minutes without use after which staff are signed out of the console"
    )
    staff_session_hours: int = Field(12, ge=1, description="hours after which staff must sign in again in any case")
    two_step_required: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="staff roles that must use two-step sign-in, separated by commas, such as admin,supervisor"
    )
    telegram_token: str = Field(
        "", description="the bot's token; without it, Telegram stays off and everything else runs"
    )
    telegram_mode: Literal["polling", "webhook"] = Field(
        "polling", description="how Telegram's updates arrive: `polling` or `webhook`"
    )
    telegram_webhook_secret: str = Field(
        "", description="the secret that Telegram must send with each update; required for `webhook`"
    )
    telegram_base_url: str = Field(
        "https://api.telegram.org/bot", description="the address of the Bot API, if you run your own server"
    )
    telegram_proxy: Proxy = Field("", description="the proxy for Telegram: socks5://HOST:PORT or http://HOST:PORT")
    bale_token: str = Field("", description="the token of the bot on Bale; without it, Bale stays off")
    bale_mode: Literal["polling", "webhook"] = Field(
        "polling", description="how Bale's updates arrive: `polling` or `webhook`"
    )
    bale_webhook_secret: str = Field(
        "", description="the secret in the address to which Bale delivers; required for `webhook`"
    )
    bale_base_url: str = Field("https://tapi.bale.ai/bot", description="the address of Bale's Bot API")
    bale_proxy: Proxy = Field("", description="the proxy for Bale: socks5://HOST:PORT or http://HOST:PORT")
    notice_days_before: int = Field(
        2, ge=1, le=14, description="days before the due date on which patrons who asked for it are reminded"
    )
    notice_overdue_days: Annotated[tuple[int, ...], NoDecode] = Field(
        "1,7,14",
        validate_default=True,
        description="days after the due date on which they are told that a loan is overdue",
    )
    notice_card_days: int = Field(
        14, ge=1, le=90, description="days before the end of a card on which its patron is told"
    )
    notice_quiet_from: Annotated[clock_time, BeforeValidator(time_of_day)] = Field(
        "21:00", validate_default=True, description="the time in the evening from which no notice is sent"
    )
    notice_quiet_until: Annotated[clock_time, BeforeValidator(time_of_day)] = Field(
        "9:00",
        validate_default=True,
        description="the time in the morning until which no notice is sent, and at which the notices of a day begin",
    )
    notice_titles: bool = Field(
        False, description="whether notices name the titles; if not, they say how many things it is about"
    )
    smtp_host: str = Field("", description="the mail server for notices by e-mail; without it, none are sent")
    smtp_port: int = Field(587, ge=1, le=65535, description="the mail server’s port")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="how the way to the mail server is encrypted: `starttls`, `tls`, or `none` for one here"
    )
    smtp_user: str = Field("", description="the account at the mail server, if it asks for one")
    smtp_password: str = Field("", description="the password of that account")
    smtp_from: MailAddress = Field(
        "", description="the address from which notices come; required with KETABYAR_SMTP_HOST"
    )
    sms_hook_url: Annotated[str, addressed("an address is needed that begins with https://")] = Field(
        "", description="the address to which notices by text message are handed over (docs/notices.md)"
    )
    sms_hook_secret: str = Field(
        "", description="the secret with which they are signed; required with KETABYAR_SMS_HOOK_URL"
    )
    push_key: Annotated[str, written(r"[A-Za-z0-9_-]{43}", "a key is needed as `ketabyar push-key` makes it")] = Field(
        "",
        description="the private key with which calls to the staff’s browsers (Web Push) are signed, as `ketabyar "
        "push-key` makes it; without it, nobody is called while no page of the console is open",
    )
    push_contact: Annotated[
        str,
        written(rf"mailto:{MAILBOX}|https://[^\s<>]+", "an address is needed that begins with mailto: or https://"),
    ] = Field(
        "",
        description="a mailto: or https:// address at which push services reach the library; required with "
        "KETABYAR_PUSH_KEY",
    )
    push_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        ("fcm.googleapis.com", "push.services.mozilla.com", "push.apple.com", "notify.windows.com"),
        description="the push services that are called, by their domains, separated by commas",
    )
    oai_url: Annotated[str, addressed(REPOSITORY, plain=True)] = Field(
        "", description="the address of the catalogue’s OAI-PMH repository, harvested every night (docs/import.md)"
    )
    oai_prefix: str = Field("marc21", description="the metadata prefix of its MARC records, such as marc21 or marcxml")
    oai_set: str = Field("", description="the set to harvest, if not everything")
    oai_mapping: Path | None = Field(None, description="the mapping file for its records (docs/import.md)")
    min_free_mb: int = Field(
        200,
        ge=0,
        description="free disk space in megabytes below which ketabyar does not start, or reports that it is not ready",
    )
    metrics_token: Annotated[
        str, written(r"[A-Za-z0-9._~+/=-]{24,256}", "24 to 256 letters, digits or signs ._~+/=- are needed")
    ] = Field(
        "",
        description="the token that Prometheus must show to read /metrics (docs/watching.md); without it there are "
        "no metrics",
    )
    traces_url: Annotated[
        str, addressed("an address is needed such as http://127.0.0.1:4318/v1/traces, without a user", plain=True)
    ] = Field("", description="the OTLP address to which traces are sent (docs/watching.md); without it there are none")
    log_level: Literal["info", "warning", "error"] = Field(
        "info", description="from which level on lines are written into the logs"
    )
    log_format: Literal["text", "json"] = Field(
        "text", description="how they are written: `text` for people, `json` for programs, one object a line"
    )
    now: str = Field(
        "", description="an ISO 8601 moment at which the clock starts, for tests and demos; refused in production"
    )

    @field_validator("sites", "trusted_proxies", "push_hosts", "action_servers", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("sites")
    @classmethod
    def _origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(origin_of(site) for site in value)

    @field_validator("action_servers")
    @classmethod
    def _servers(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(origin_of(each) for each in value)

    @field_validator("public_url")
    @classmethod
    def _origin(cls, value: str) -> str:
        return origin_of(value) if value else value

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for network in value:
            try:
                ipaddress.ip_network(network)
            except ValueError as error:
                raise ValueError(f"{network} is no address or network: {error}") from error
        return value

    @field_validator("two_step_required", mode="before")
    @classmethod
    def _split_roles(cls, value: object) -> object:
        if isinstance(value, str):
            value = tuple(role.strip() for role in value.split(",") if role.strip())
        unknown = [role for role in value if role not in STAFF_ROLES] if isinstance(value, tuple) else []
        if unknown:
            raise ValueError(f"there is no role {', '.join(unknown)}; roles are {', '.join(STAFF_ROLES)}")
        return value

    @field_validator("notice_overdue_days", mode="before")
    @classmethod
    def _split_days(cls, value: object) -> object:
        if isinstance(value, str):
            value = tuple(int(day) for day in value.split(",") if day.strip())
        if isinstance(value, tuple) and not all(0 < int(day) <= 90 for day in value):
            raise ValueError("days between 1 and 90 are needed, separated by commas")
        return value

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

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        return known_zone(value).key

    @field_validator("now")
    @classmethod
    def _moment(cls, value: str) -> str:
        try:
            if value:
                parse_moment(value)
        except ValueError:
            raise ValueError(f"{value} is no ISO 8601 moment, such as 2026-11-24T08:00:00+00:00") from None
        return value

    @model_validator(mode="after")
    def _refuse_unsafe(self) -> Self:
        if self.patron_lapsed_days <= self.patron_lapsing_days:
            raise ValueError("KETABYAR_PATRON_LAPSED_DAYS must be more than KETABYAR_PATRON_LAPSING_DAYS")
        if self.environment == "production":
            if self.now:
                raise ValueError("KETABYAR_NOW fixes the clock and is refused in production")
            if any(one and _is_weak(one) for one in (self.secret, self.secret_next)):
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
            if self.environment == "production" and secret and _is_weak(secret):
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

    @property
    def sign_in_bounds(self) -> SignInBounds:
        """For how long patrons stay signed in."""
        return SignInBounds(
            shared=SignInPeriod(timedelta(minutes=self.sign_in_idle_minutes), timedelta(hours=self.sign_in_hours)),
            own=SignInPeriod(timedelta(days=self.own_device_idle_days), timedelta(days=self.own_device_days)),
        )

    @property
    def lifecycle_rule(self) -> LifecycleRule:
        """For how long patrons are new, and how long a silence makes them lapsing and lapsed."""
        return LifecycleRule(
            self.patron_new_days, self.patron_lapsing_days, self.patron_lapsed_days, self.patron_return_days
        )

    @property
    def messengers(self) -> list[str]:
        """The messengers on which the library has a bot, by their channels."""
        return [channel for channel in MESSENGERS if getattr(self, f"{channel}_token")]

    @property
    def notice_channels(self) -> frozenset[str]:
        """The channels on which the library can speak first: those that have a sender."""
        has = {
            **dict.fromkeys(self.messengers, True),
            "web_chat": True,
            "email": self.smtp_host,
            "sms": self.sms_hook_url,
        }
        return frozenset(channel for channel, sender in has.items() if sender)

    @property
    def retention_defaults(self) -> dict[str, int]:
        """Days that things about patrons are kept where staff have not chosen otherwise (crm.trust.periods)."""
        return {
            **DEFAULTS,
            "talks": self.retention_days,
            "cases": self.case_retention_days,
            "loans": self.loan_history_days,
            "visitors": self.silent_visitor_days,
        }

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
    def gateway_url(self) -> str:
        """The address at which the gateway is reached on this machine."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"

    @property
    def engine_url(self) -> str:
        """The engine's base address."""
        return f"http://{self.engine_host or LOOPBACK}:{self.engine_port}"

    @property
    def actions_url(self) -> str:
        """The base address of this machine's action server."""
        return f"http://{self.actions_host or LOOPBACK}:{self.actions_port}"

    @property
    def actions_urls(self) -> tuple[str, ...]:
        """The base addresses of the action servers that the engine asks."""
        return self.action_servers or (self.actions_url,)

    @property
    def allowed_origins(self) -> frozenset[str]:
        """Origins that may use the web channel: the library's sites and the gateway itself."""
        own = {self.public_url, f"http://127.0.0.1:{self.port}", f"http://localhost:{self.port}"}
        return frozenset(self.sites) | frozenset(own if self.environment == "demo" else {self.public_url})

    def clock(self) -> Clock:
        """The clock that the whole process uses."""
        return clock_from_env()

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


def _is_weak(secret: str) -> bool:
    said = secret.lower()
    return said in PLACEHOLDERS or len(secret) < 24 or len(set(said)) < 10 or PLACEHOLDER.search(said) is not None
