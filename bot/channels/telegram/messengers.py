"""Messengers that are spoken to by the Bot API: Telegram's own, and Bale's, which differs in what is noted here."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.settings import Settings

__all__ = ["Dialect", "Messenger", "messenger", "messengers"]


@dataclass(frozen=True, slots=True)
class Dialect:
    """What one messenger's Bot API does of Telegram's: each that it does not have is never asked for.

    `shows_secret` says that a delivery carries the secret in a header; without it, the secret is a part of the address.
    `makes_markup` says that every text is read as Markdown, whether or not that is asked for.
    """

    has_commands: bool = True
    shows_secret: bool = True
    shows_typing: bool = True
    takes_preview_options: bool = True
    makes_markup: bool = False


TELEGRAM = Dialect()
# What we could read of docs.bale.ai has neither setMyCommands nor sendChatAction nor a secret of setWebhook, and its
# clients format every text: what is not surely there is not asked for.
BALE = Dialect(
    has_commands=False, shows_secret=False, shows_typing=False, takes_preview_options=False, makes_markup=True
)


@dataclass(frozen=True, slots=True)
class Messenger:
    """One bot on one messenger: `channel` is its name in the store, `name` its name to people."""

    channel: str
    name: str
    dialect: Dialect
    token: str = field(repr=False)
    base_url: str
    mode: str = "polling"
    webhook_secret: str = field(default="", repr=False)
    proxy: str = field(default="", repr=False)

    def variable(self, setting: str) -> str:
        """Give the variable of one of its settings."""
        return f"KETABYAR_{self.channel.upper()}_{setting.upper()}"

    @property
    def hook_base(self) -> str:
        """The path of its deliveries, as far as it may be shown."""
        return f"/{self.channel}/webhook"

    @property
    def hook_path(self) -> str:
        """The path to which it delivers: where it shows no secret in a header, the secret is a part of it."""
        return self.hook_base if self.dialect.shows_secret else f"{self.hook_base}/{self.webhook_secret}"

    def covered(self, said: str) -> str:
        """Give a line without the token and the secret that it may hold."""
        for secret, instead in ((self.token, "[token]"), (self.webhook_secret, "[secret]")):
            said = said.replace(secret, instead) if secret else said
        return said


def messenger(settings: Settings, channel: str) -> Messenger:
    """Give the bot of a messenger as the settings have it, with a token or without. Raises KeyError."""
    name, dialect = {"telegram": ("Telegram", TELEGRAM), "bale": ("Bale", BALE)}[channel]
    return Messenger(
        channel,
        name,
        dialect,
        token=getattr(settings, f"{channel}_token"),
        base_url=getattr(settings, f"{channel}_base_url"),
        mode=getattr(settings, f"{channel}_mode"),
        webhook_secret=getattr(settings, f"{channel}_webhook_secret"),
        proxy=getattr(settings, f"{channel}_proxy"),
    )


def messengers(settings: Settings) -> list[Messenger]:
    """Give the bots that are switched on."""
    return [messenger(settings, channel) for channel in settings.messengers]
