"""Payloads of buttons: which values they may carry. Anybody can send text that looks like a payload."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from language.choices import Choice

__all__ = ["LONGEST_VALUE", "well_formed", "well_formed_values"]

LONGEST_VALUE = 300

# Control characters, halves of surrogate pairs, and signs that nobody has defined.
_NO_TEXT = frozenset({"Cc", "Cs", "Cn"})
_ISBN = re.compile(r"[\dXx -]{9,20}")
_BARCODE = re.compile(r"[\w.-]{1,64}")
_SCORE = re.compile(r"[^\W_]{1,12}")
#: The button that asks to choose from the list says so in the place of a choice.
_CHOOSE = "choose"


def well_formed_values(values: Mapping[str, object]) -> dict[str, str]:
    """Give those entities of a payload whose values are such as a button carries; what is left asks without them."""
    return {name: value for name, value in values.items() if isinstance(value, str) and well_formed(name, value)}


def well_formed(entity: str, value: str) -> bool:
    """Tell whether a value is a text of the kind that the entity has."""
    if not value.strip() or len(value) > LONGEST_VALUE or any(unicodedata.category(sign) in _NO_TEXT for sign in value):
        return False
    if entity == "which":
        return value == _CHOOSE or _is_choice(value)
    shape = {"isbn": _ISBN, "barcode": _BARCODE, "score": _SCORE}.get(entity)
    return shape is None or shape.fullmatch(value) is not None


def _is_choice(value: str) -> bool:
    try:
        Choice.from_value(value)
    except ValueError:
        return False
    return True
