"""An erasure as people read it: what is in its way, what was erased where, and the receipt as a file."""

from __future__ import annotations

from datetime import tzinfo

from bot.texts import has_text, text
from bot.texts.numbers import number
from crm.forgetting.open_matters import Unsettled
from crm.trust.carried import AFTER_ERASURE
from crm.trust.receipts import ErasureReceipt
from language.calendars import format_datetime
from language.money import format_money

__all__ = ["debts", "erasure_lines", "receipt_file"]


def debts(hindrance: Unsettled, language: str) -> list[str]:
    """Name the sums that are owed."""
    return [format_money(amount, currency, language) for amount, currency in hindrance.owed]


def erasure_lines(receipt: ErasureReceipt, language: str) -> list[tuple[str, str]]:
    """Name every store, with the rows that were in it and what was done with them; the engine's memory last."""
    lines = [(_named(table, language), _done(table, count, language)) for table, count in receipt.stores.items()]
    engine = text(language, "my_data.later") if receipt.engine is None else number(receipt.engine, language)
    examples = text(
        language,
        "my_data.examples_done",
        done=number(receipt.examples, language),
        left=number(receipt.examples_left, language),
    )
    return [
        *lines,
        (text(language, "my_data.engine"), engine),
        (text(language, "my_data.examples"), examples),
        (text(language, "my_data.backups"), text(language, "my_data.backups_kept")),
    ]


def _named(table: str, language: str) -> str:
    key = f"my_data.table.{table}"
    return text(language, key) if has_text(key) else table


def _done(table: str, count: int, language: str) -> str:
    written = number(count, language)
    # A later version may not know a table of this one.
    after = AFTER_ERASURE.get(table)
    return f"{written} – {text(language, f'my_data.after.{after}')}" if count and after else written


def receipt_file(receipt: ErasureReceipt, signed: str, language: str, zone: tzinfo) -> bytes:
    """Write a receipt as a text to keep: what was erased, and the signed line that proves it."""
    when = format_datetime(receipt.at, language, zone)
    lines = [f"{name}: {count}" for name, count in erasure_lines(receipt, language)]
    return "\n".join(
        [
            text(language, "my_data.receipt_title"),
            text(language, "my_data.receipt_when", when=when),
            "",
            *lines,
            "",
            text(language, "my_data.receipt_proof"),
            "".join(signed.split()),
            "",
        ]
    ).encode()
