"""The channels besides the website: messengers, notices and when they are sent, mail, text messages, calls to staff."""

from __future__ import annotations

from datetime import time as clock_time
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, field_validator
from pydantic_settings import BaseSettings, NoDecode

from crm.notices.rules import time_of_day
from crm.records.values import MESSENGERS
from library.setting_values import addressed, split_at_commas, written

__all__ = ["ChannelSettings"]

PROXY_SCHEMES = ("http", "https", "socks5", "socks5h")
MAILBOX = r"(?<![^\s@<>,:])[^\s@<>,]+@[^\s@<>,]+"
MailAddress = Annotated[str, written(MAILBOX, "one address is needed, such as library@example.org")]
Proxy = Annotated[
    str, addressed(f"a proxy is written SCHEME://HOST:PORT with one of {', '.join(PROXY_SCHEMES)}", PROXY_SCHEMES)
]


class ChannelSettings(BaseSettings):
    """How the library speaks on messengers, by mail and by text message, and how it calls its staff."""

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

    @field_validator("push_hosts", mode="before")
    @classmethod
    def _split_hosts(cls, value: object) -> object:
        return split_at_commas(value)

    @field_validator("notice_overdue_days", mode="before")
    @classmethod
    def _split_days(cls, value: object) -> object:
        if isinstance(value, str):
            value = tuple(int(day) for day in value.split(",") if day.strip())
        if isinstance(value, tuple) and not all(0 < int(day) <= 90 for day in value):
            raise ValueError("days between 1 and 90 are needed, separated by commas")
        return value

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
