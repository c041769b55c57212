"""Numbers with the thing that is counted: «۳ روز», "1 day", "3 days"."""

from __future__ import annotations

from language.digits import to_persian

__all__ = ["COUNTED", "counted"]

# Persian does not change the word after a number; English does.
COUNTED: dict[str, tuple[str, str, str]] = {
    "day": ("روز", "day", "days"),
    "copy": ("نسخه", "copy", "copies"),
    "item": ("مورد", "item", "items"),
    "person": ("نفر", "person", "people"),
    "minute": ("دقیقه", "minute", "minutes"),
    "renewal": ("بار تمدید", "renewal", "renewals"),
    "reservation": ("رزرو", "reservation", "reservations"),
    "volume": ("جلد", "volume", "volumes"),
    "title": ("عنوان", "title", "titles"),
}


def counted(count: int, thing: str, lang: str) -> str:
    """Write a number and what it counts, a key of COUNTED. Raises KeyError for what is not counted."""
    persian, one, many = COUNTED[thing]
    return f"{to_persian(str(count))} {persian}" if lang == "fa" else f"{count} {one if count == 1 else many}"
