"""A new intent as an editor types it into the form."""

from __future__ import annotations

NEW = {
    "name": "seeds",
    "name_fa": "بذر گیاهان",
    "name_en": "Seeds",
    "examples_fa": "بذر سبزی هم امانت می‌دهید؟\n- تخم گل آفتابگردان از کتابخانه می‌خواهم\n"
    "۳. کتابخانهٔ بذر در کدام گوشه است؟\n"
    "bazre gojeh darid\nبه جای کتاب، دانه برای کاشتن هم می‌شود گرفت؟",
    "examples_en": "do you lend out seeds\ncan i take tomato seeds for my garden\nany sunflower seeds to plant\n"
    "packets of seeds please\nwhere do you keep the seed drawers",
    "answer_fa": "کشوهای بذر کنار در ورودی‌اند.",
    "answer_en": "The seed drawers are by the entrance.",
    "action": "save",
}
