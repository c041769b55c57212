"""Texts of the channel itself, in both languages; everything else comes from the answer book."""

from __future__ import annotations

__all__ = ["GROUP", "SAYINGS", "say"]

SAYINGS: dict[str, dict[str, str]] = {
    "edited": {
        "fa": "پیام‌های ویرایش‌شده را نمی‌خوانم؛ لطفاً آن را دوباره به‌صورت پیامی تازه بفرستید.",
        "en": "I do not read edited messages. Please send it again as a new message.",
    },
    "not_text": {
        "fa": "فعلاً فقط پیام نوشتاری را می‌خوانم؛ لطفاً پرسش خود را بنویسید.",
        "en": "I can only read written messages. Please type your question.",
    },
    "contact": {
        "fa": "برای حفظ حریم خصوصی، شماره‌ای را که فرستادید نگه نداشتم. لطفاً پرسش خود را بنویسید.",
        "en": "For your privacy I did not keep the contact you shared. Please type your question.",
    },
    "stale_button": {
        "fa": "این دکمه دیگر کار نمی‌کند؛ لطفاً دوباره بپرسید.",
        "en": "This button no longer works. Please ask again.",
    },
    "choose": {"fa": "لطفاً یکی را انتخاب کنید:", "en": "Please choose one:"},
    "sign_in_button": {"fa": "ورود با کارت کتابخانه", "en": "Sign in with your library card"},
    "sign_in_number": {
        "fa": "عدد این ورود {number} است؛ تنها اگر صفحهٔ ورود همین عدد را نشان داد، کارت و رمزتان را بنویسید.",
        "en": "The number of this sign-in is {number}. Enter your card and PIN only if the page shows the same one.",
    },
    "sign_in_link": {
        "fa": "برای ورود این نشانی را باز کنید (یک بار مصرف است):",
        "en": "To sign in, open this address (it works once):",
    },
}

# A group has people of both languages in it, and is told once.
GROUP = (
    "من فقط در گفت‌وگوی خصوصی پاسخ می‌دهم؛ لطفاً آنجا به من پیام بدهید.\n\n"
    "I only answer in private chats. Please write to me there."
)


def say(name: str, language: str) -> str:
    """Give one of the channel's own sentences in a language."""
    return SAYINGS[name]["fa" if language == "fa" else "en"]
