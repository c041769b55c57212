"""What patrons are told of their data: what is kept, why, how long, who reads it, and how it is erased.

Made of the periods, the library's choice about history and the channels that are served, at the moment somebody looks:
so that it cannot say anything else than what is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.settings import Settings
from bot.texts import text
from bot.texts.numbers import number
from crm.database.store import Store
from crm.records.values import RETENTIONS
from crm.trust.history import history_mode
from crm.trust.periods import days_of
from crm.trust.purposes import Purpose, purposes

__all__ = ["KeptThing", "Statement", "carriers", "statement"]


@dataclass(frozen=True, slots=True)
class KeptThing:
    """One kind of data: what it is, why it is kept, and for how long counted from when."""

    what: str
    why: str
    how_long: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Everything that patrons are told, in one language."""

    kept: Sequence[KeptThing]
    history: str
    readers: Sequence[str]
    carriers: Sequence[str]
    uses: Sequence[tuple[str, str, str]]
    erasing: Sequence[str]


async def statement(store: Store, settings: Settings, language: str) -> Statement:
    """Give what holds now, in a language."""
    days = await days_of(store, settings.retention_defaults)
    is_ours = settings.keeps_loans
    mode = (await history_mode(store)).history if is_ours else "elsewhere"
    kept = [
        KeptThing(
            text(language, f"privacy.what.{what}"),
            text(language, f"privacy.why.{what}"),
            text(language, f"privacy.long.{what}", days[what], days=number(days[what], language)),
        )
        for what in RETENTIONS
    ]
    return Statement(
        kept=kept,
        history=text(language, f"privacy.history.{mode}", days["loans"], days=number(days["loans"], language)),
        readers=[text(language, f"privacy.readers.{who}") for who in ("staff", "masked", "trail")],
        carriers=[text(language, f"privacy.carrier.{name}") for name in carriers(settings)],
        uses=[_use(one, language) for one in await purposes(store)],
        erasing=[
            text(language, f"privacy.erasing.{how}") for how in ("page", "console", "stays", "examples", "backups")
        ],
    )


def carriers(settings: Settings) -> list[str]:
    """Name who else carries or keeps words, as this installation is set up."""
    found = settings.messengers
    found += ["email"] if settings.smtp_host else []
    found += ["sms"] if settings.sms_hook_url else []
    found += ["library_system"] if not settings.keeps_loans else []
    return found or ["nobody"]


def _use(purpose: Purpose, language: str) -> tuple[str, str, str]:
    basis = text(language, f"privacy.basis.{purpose.lawful_basis}")
    choice = text(language, "privacy.can_stop" if purpose.can_opt_out else "privacy.goes_with_it")
    return purpose.name(language), purpose.text(language), f"{basis} {choice}"
