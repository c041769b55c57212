"""Days that a message speaks of and that cannot be read: they are asked for, and never taken for today."""

from __future__ import annotations

import re

from language.aligned import align
from language.feasts import named_feasts
from language.kept import kept
from language.months import MONTH_NAMES
from language.slash_dates import is_day_in_numbers

__all__ = ["speaks_of_a_day"]

_MONTHS = "|".join(
    sorted((re.escape(name) for name in MONTH_NAMES if name not in ("می", "مه", "may", "mar")), key=len, reverse=True)
)
_DAY = re.compile(
    f"(?<![^\\W_])\\d{{1,2}} ?(?:ام|م|st|nd|rd|th|e|of)? ?(?:ماه )?(?:{_MONTHS})(?![^\\W_])"
    "|(?<![\\d/])\\d{1,4}/\\d{1,2}/\\d{1,4}(?![\\d/])"
    "|(?<![^\\W_])(?:holiday|holidays|bank holiday|public holiday|national holiday|that day|the day of|the eve of"
    "|تعطیل رسمی|تعطیلات رسمی|تعطیلی رسمی|اون روز|آن روز|روز تعطیل|روزهای تعطیل|روز شهادت|روز وفات|روز تولد|روز میلاد"
    "|شهادت|وفات|رحلت|میلاد|tatile rasmi)(?![^\\W_])"
)


@kept
def speaks_of_a_day(text: str) -> bool:
    """Tell whether a text speaks of a certain day: a feast, a date that does not exist, a holiday it does not name."""
    plain = align(text).text
    return bool(named_feasts(text)) or is_day_in_numbers(plain) or _DAY.search(plain) is not None
