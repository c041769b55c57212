"""An erasure as people read it: what is in its way, what was erased where, and the receipt as a file."""

from __future__ import annotations

from datetime import tzinfo

from bot.texts import text
from crm.forgetting.open_matters import Unsettled
from crm.trust.receipts import ErasureReceipt
from language.calendars import format_datetime
from language.digits import to_persian
from language.money import format_money

__all__ = ["debts", "erasure_lines", "receipt_file"]


def debts(hindrance: Unsettled, language: str) -> list[str]:
    """Name the sums that are owed."""
    return [format_money(amount, currency, language) for amount, currency in hindrance.owed]


def erasure_lines(receipt: ErasureReceipt, language: str) -> list[tuple[str, str]]:
    """Name every store that was erased, with the rows in it; the engine's memory last."""
    lines = [
        (text(language, f"my_data.table.{table}"), _number(str(count), language))
        for table, count in receipt.stores.items()
    ]
    engine = text(language, "my_data.later") if receipt.engine is None else _number(str(receipt.engine), language)
    return [*lines, (text(language, "my_data.engine"), engine)]


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


def _number(value: str, language: str) -> str:
    return to_persian(value) if language == "fa" else value
