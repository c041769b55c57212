"""A new intent as an editor types it into the form."""

from __future__ import annotations

NEW = {
    "name": "audiobooks",
    "name_fa": "کتاب گویا",
    "name_en": "Audiobooks",
    "examples_fa": "کتاب گویا هم دارید؟\n- نسخهٔ صوتی رمان‌ها را می‌خواهم\n۳. کتاب شنیداری برای نابینایان هست؟\n"
    "ketab gooya darid\nبه جای خواندن، گوش دادن به کتاب می‌شود؟",
    "examples_en": "do you lend audiobooks\ncan i listen to a novel on my phone\nany talking books for the blind\n"
    "books on cd please\nwhere do you keep recorded books",
    "answer_fa": "کتاب‌های گویا در طبقهٔ دوم‌اند.",
    "answer_en": "Audiobooks are on the second floor.",
    "action": "save",
}
