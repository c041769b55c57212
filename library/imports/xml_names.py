"""What elements and attributes of XML are called, and under which headings a nested one is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from language.normalise import fold

__all__ = ["SCHEMAS", "column_name", "headings_of", "says_its_column"]

#: Namespaces whose elements describe rows and are none.
SCHEMAS = frozenset({"http://www.w3.org/2001/XMLSchema", "uuid:BDC6E3F0-6DA3-11d1-A2A3-00AA00C14882"})

# `<field name="cardnumber">`, as databases write it.
_COLUMNS = frozenset({"field", "column", "col", "cell", "property", "attribute", "فیلد", "ستون"})
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

# Elements that only hold together what is said of the one in whose row they stand.
_GROUPS = frozenset(
    "patron member borrower user person personal identity contact contacts details info information data address "
    "membership account dates عضو مشخصات هویت تماس اطلاعات عضویت نشانی کاربر تاریخ‌ها".split()
)
_ITEMS = frozenset("item copy book document کتاب نسخه مدرک".split())
# What says nothing without the name before it: a branch, too, has a number.
_VAGUE = frozenset("id code number no kind type date status value شناسه کد شماره نوع تاریخ وضعیت مقدار".split())


def says_its_column(tag: str, attributes: Mapping[str, str]) -> bool:
    """Tell whether an element is a cell that names its column in an attribute."""
    return tag.rpartition("}")[2].casefold() in _COLUMNS and bool(attributes.get("name", "").strip())


def column_name(tag: str, attributes: Mapping[str, str]) -> str:
    """Give what an element is called: its name without namespace, or the column that it says it is."""
    local = attributes["name"][:200] if says_its_column(tag, attributes) else tag.rpartition("}")[2]
    local = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), local)
    # `/` parts the names of nested ones.
    return " ".join(local.replace("/", " ").replace("_", " ").split()) or tag


def headings_of(path: Sequence[str]) -> Iterator[str]:
    """Give the headings by which a nested cell is known, the surest first: `name/first` is “first name”, too."""
    *outer, last = path
    if not outer:
        return
    within = outer[-1]
    yield f"{within} {last}"
    yield f"{last} {within}"
    if fold(within) in _ITEMS:
        yield f"item {last}"
        yield f"{last} نسخه"
    elif fold(last) not in _VAGUE and all(fold(one) in _GROUPS for one in outer):
        yield last
