"""The look that a library has chosen, by the names of the widget's attributes."""

from __future__ import annotations

from dataclasses import asdict

from crm.library_info.chat_look import LookValues

__all__ = ["look_of"]


def look_of(values: LookValues) -> dict[str, str]:
    """Give what differs from how the widget comes."""
    plain = asdict(LookValues())
    return {
        name.replace("_", "-"): value
        for name, value in asdict(values).items()
        if value is not None and value != plain[name]
    }
