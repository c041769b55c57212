"""What columns say of patrons' words in them: how long these stay and what erases them, or why there are none.

It stands with each column, and for a table without any words once with the table: whoever adds a column says it there.
"""

from typing import Any

__all__ = ["CASES", "ERASED", "MINUTES", "PATRON", "TALKS", "WORDLESS", "erased", "wordless"]

# Under which names it stands in the `info` of a column or a table.
ERASED, WORDLESS = "erased", "wordless"
TALKS = "KETABYAR_RETENTION_DAYS"
CASES = "KETABYAR_CASE_RETENTION_DAYS"
PATRON = "until the patron is erased"
MINUTES = "15 minutes"


def erased(period: str, by: str) -> dict[str, Any]:
    """Say that a column may hold patrons' words, for which period, and which function of crm.forgetting erases them."""
    return {ERASED: (period, by)}


def wordless(because: str) -> dict[str, Any]:
    """Say why a column, or every column of a table, holds no patron's words or names."""
    return {WORDLESS: because}
