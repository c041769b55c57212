"""Facts in answers, as actions send them: JSON values, typed by their keys."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, tzinfo
from typing import Any, NamedTuple

from language.bidi import isolate
from language.calendars import format_date, format_datetime, format_time, weekday_name
from language.counted import counted
from language.digits import to_persian
from language.money import format_money
from language.writing import in_digits
from protocol.clock import parse_moment

__all__ = ["Facts", "value_text"]

_log = logging.getLogger(__name__)


class Facts(NamedTuple):
    """What rendering a fact needs: the language, the time zone, and a way to nest answers."""

    lang: str
    time_zone: str | tzinfo
    answer: Callable[[str, Mapping[str, Any]], str]


def value_text(value: Any, facts: Facts) -> str:
    """Render one fact; nothing, and a logged warning, for one that cannot be read.

    None · str · int · bool · {"date"} · {"datetime"} · {"time"} · {"weekday"} (a date) · {"digits"} (a str) ·
    {"money", "currency"} · {"count", "of"} (a key of language.counted) · {"fa", "en"} · {"answer", …} ·
    {"list", "line", "between": "line"|"comma"}.
    """
    try:
        return _render(value, facts)
    except (ArithmeticError, LookupError, OSError, TypeError, ValueError) as error:
        # The value itself may be personal: only its kind is logged.
        _log.warning("a fact of type %s could not be rendered: %s", type(value).__name__, type(error).__name__)
        return ""


def _render(value: Any, facts: Facts) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return isolate(value, facts.lang)
    if isinstance(value, bool):
        return ("بله" if value else "خیر") if facts.lang == "fa" else ("yes" if value else "no")
    if isinstance(value, (int, float)):
        return _digits(f"{value:g}" if isinstance(value, float) else str(value), facts.lang)
    if isinstance(value, (list, tuple)):
        return _list({"list": value}, facts)
    if isinstance(value, Mapping):
        for key, render in _KINDS.items():
            if key in value:
                return render(value, facts)
        if "fa" in value or "en" in value:
            return _translated(value, facts.lang)
    if isinstance(value, datetime):
        return format_datetime(value, facts.lang, facts.time_zone)
    if isinstance(value, date):
        return format_date(value, facts.lang)
    if isinstance(value, time):
        return format_time(value, facts.lang)
    raise TypeError("not a fact")


def _digits(text: str, lang: str) -> str:
    return to_persian(text.replace(".", "٫")) if lang == "fa" else text


def _translated(value: Mapping[str, Any], lang: str) -> str:
    text = value.get(lang)
    if text:
        return str(text)
    other = value.get("en" if lang == "fa" else "fa")
    return isolate(str(other), lang) if other else ""


def _day(text: Any) -> date:
    return text if isinstance(text, date) else date.fromisoformat(str(text)[:10])


def _date(value: Mapping[str, Any], facts: Facts) -> str:
    if value["date"] is None:
        return ""
    return format_date(
        _day(value["date"]), facts.lang, weekday=value.get("weekday", True), year=value.get("year", True)
    )


def _datetime(value: Mapping[str, Any], facts: Facts) -> str:
    moment = value["datetime"]
    if moment is None:
        return ""
    moment = moment if isinstance(moment, datetime) else parse_moment(str(moment))
    return format_datetime(moment, facts.lang, value.get("time_zone") or facts.time_zone)


def _time(value: Mapping[str, Any], facts: Facts) -> str:
    moment = value["time"]
    if moment is None:
        return ""
    return format_time(moment if isinstance(moment, time) else time.fromisoformat(str(moment)), facts.lang)


def _weekday(value: Mapping[str, Any], facts: Facts) -> str:
    return "" if value["weekday"] is None else weekday_name(_day(value["weekday"]), facts.lang)


def _money(value: Mapping[str, Any], facts: Facts) -> str:
    if value["money"] is None:
        return ""
    return format_money(int(value["money"]), str(value.get("currency") or "IRR"), facts.lang)


def _counted(value: Mapping[str, Any], facts: Facts) -> str:
    return "" if value["count"] is None else counted(int(value["count"]), str(value.get("of") or "item"), facts.lang)


def _local_digits(value: Mapping[str, Any], facts: Facts) -> str:
    text = "" if value["digits"] is None else str(value["digits"])
    return isolate(in_digits(text, facts.lang), facts.lang)


def _answer(value: Mapping[str, Any], facts: Facts) -> str:
    return facts.answer(str(value["answer"]), value) if value["answer"] else ""


def _list(value: Mapping[str, Any], facts: Facts) -> str:
    line = value.get("line")
    parts = []
    for n, entry in enumerate(value["list"] or (), start=1):
        if line:
            given = entry if isinstance(entry, Mapping) else {"value": entry}
            parts.append(facts.answer(str(line), {**given, "n": n}))
        else:
            parts.append(value_text(entry, facts))
    comma = "، " if facts.lang == "fa" else ", "
    return (comma if value.get("between") == "comma" else "\n").join(part for part in parts if part)


# The first key that a fact has says what it is.
_KINDS: dict[str, Callable[[Mapping[str, Any], Facts], str]] = {
    "answer": _answer,
    "list": _list,
    "date": _date,
    "datetime": _datetime,
    "time": _time,
    "money": _money,
    "count": _counted,
    "digits": _local_digits,
    "weekday": _weekday,
}
