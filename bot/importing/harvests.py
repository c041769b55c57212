"""The repository that the settings name, and how far it is harvested, in words."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.importing.telling import told_refusal
from bot.settings import Settings
from bot.texts import text
from language.calendars import format_date, format_datetime
from library.errors import ImportRefused
from library.imports.oai.access import OaiAccess
from library.imports.oai.state import Harvested

__all__ = ["access_of", "told_harvest"]


def access_of(settings: Settings) -> OaiAccess | None:
    """Give the repository that is harvested; None without one."""
    return OaiAccess(settings.oai_url, settings.oai_prefix, settings.oai_set) if settings.oai_url else None


def told_harvest(known: Harvested | None, language: str) -> list[str]:
    """Say how far a repository is harvested, and why the last harvest did not come to its end."""
    lines = [text(language, "imports.harvest.never")]
    if known is not None and known.until:
        lines = [text(language, "imports.harvest.until", moment=_told(known.until, language))]
    if known is not None and known.token:
        lines.append(text(language, "imports.harvest.goes_on"))
    if known is not None and known.problem:
        values = dict(known.problem)
        lines.append(told_refusal(ImportRefused(values.pop("code"), **values), language))
    return lines


def _told(moment: str, language: str) -> str:
    """Write a moment of a repository's, which may be a day alone, in the reader's calendar."""
    try:
        read = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    if "T" not in moment:
        return format_date(read.date(), language)
    return f"{format_datetime(read, language, UTC)} UTC"
