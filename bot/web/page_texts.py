"""The words on the gateway's own pages, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from language.digits import to_persian

__all__ = ["CHAT", "DIRECTION", "SIGNED_IN", "SIGN_IN", "number"]

DIRECTION: Mapping[str, str] = {"fa": "rtl", "en": "ltr"}

CHAT: Mapping[str, Mapping[str, str]] = {
    "fa": {
        "web_chat": "گفت‌وگو در وب‌سایت کتابخانه",
        "telegram": "گفت‌وگو در تلگرام",
        "other": "گفت‌وگو با کتابخانه",
        "of": " با نام «{name}»",
        "since": "، آغازشده در {moment}",
    },
    "en": {
        "web_chat": "the chat on the library’s website",
        "telegram": "the chat on Telegram",
        "other": "the chat with the library",
        "of": " of “{name}”",
        "since": ", begun on {moment}",
    },
}

SIGN_IN: Mapping[str, Mapping[str, str]] = {
    "fa": {
        "title": "ورود به حساب کتابخانه",
        "lead": "با ورود، این گفت‌وگو به کارت کتابخانهٔ شما وصل می‌شود:",
        "caution": "تنها اگر خودتان همین حالا در این گفت‌وگو درخواست ورود کرده‌اید ادامه دهید. "
        "اگر کسی این پیوند را برایتان فرستاده است، صفحه را ببندید.",
        "card": "شمارهٔ کارت",
        "pin": "رمز کارت",
        "pin_hint": "همان رمزی که در کتابخانه به شما داده شده است. شمارهٔ کارت و رمز را هرگز در گفت‌وگو ننویسید.",
        "submit": "ورود",
        "other_language": "English",
        "problem_title": "ورود انجام نشد",
        "error": "خطا:",
        "help": "می‌توانید این صفحه را ببندید و در گفت‌وگو پیوند تازه‌ای بخواهید.",
    },
    "en": {
        "title": "Sign in to your library account",
        "lead": "Signing in links this chat to your library card:",
        "caution": "Go on only if you have just asked to sign in, in this chat, yourself. "
        "If somebody sent you this link, close the page.",
        "card": "Card number",
        "pin": "PIN",
        "pin_hint": "The PIN the library gave you. Never write your card number or PIN in the chat.",
        "submit": "Sign in",
        "other_language": "فارسی",
        "problem_title": "Sign-in is not possible",
        "error": "Error:",
        "help": "You can close this page and ask for a new link in the chat.",
    },
}

SIGNED_IN: Mapping[str, Mapping[str, str]] = {
    "fa": {
        "title": "وارد شدید",
        "text": "این گفت‌وگو اکنون به کارت شما وصل است. پاسخ درخواستتان در همان گفت‌وگو می‌آید.",
        "close": "می‌توانید این صفحه را ببندید. برای خروج، در گفت‌وگو بنویسید «خروج از حساب».",
    },
    "en": {
        "title": "You are signed in",
        "text": "This chat is now linked to your card. The answer to what you asked arrives in the chat.",
        "close": "You can close this page. To sign out, write “sign out” in the chat.",
    },
}


def number(value: int, language: str) -> str:
    """Write a number in the digits of a language."""
    return to_persian(str(value)) if language == "fa" else str(value)
