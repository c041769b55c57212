"""Texts of the gateway's own pages, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from language.digits import to_persian

__all__ = ["AND", "CHAT", "DIRECTION", "SIGNED_IN", "SIGN_IN", "number"]

DIRECTION: Mapping[str, str] = {"fa": "rtl", "en": "ltr"}

AND: Mapping[str, str] = {"fa": "، ", "en": ", "}

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
        "lead": "این گفت‌وگو به کارت شما وصل می‌شود:",
        "caution": "کسی این پیوند را برایتان فرستاده است؟ صفحه را ببندید.",
        "same_number": "عدد این ورود {number} است. تنها اگر گفت‌وگوی خودتان همین عدد را نشان می‌دهد ادامه دهید.",
        "number": "عددی که گفت‌وگو نشان می‌دهد",
        "card": "شمارهٔ کارت",
        "pin": "رمز کارت",
        "pin_hint": "شمارهٔ کارت و رمز را هرگز در گفت‌وگو ننویسید.",
        "own_device": "این دستگاه خودم است",
        "own_device_hint": "تا {own} روز وارد می‌مانید؛ بی این نشان، پس از {shared} دقیقه سکوت خارج می‌شوید.",
        "submit": "ورود",
        "forgot": "رمز را فراموش کرده‌اید، یا هنوز کارت ندارید؟",
        "forgot_there": "از کتابخانه بپرسید: {contact}",
        "forgot_desk": "از میز امانت کتابخانه بپرسید.",
        "other_language": "English",
        "problem_title": "ورود انجام نشد",
        "error": "خطا:",
        "help": "می‌توانید این صفحه را ببندید و در گفت‌وگو پیوند تازه‌ای بخواهید.",
    },
    "en": {
        "title": "Sign in to your library account",
        "lead": "This chat will be linked to your card:",
        "caution": "Did somebody send you this link? Close the page.",
        "same_number": "The number of this sign-in is {number}. Go on only if your own chat shows the same one.",
        "number": "Number shown in the chat",
        "card": "Card number",
        "pin": "PIN",
        "pin_hint": "Never write your card number or PIN in the chat.",
        "own_device": "This is my own device",
        "own_device_hint": "You stay signed in for {own} days; unticked, {shared} minutes of silence sign you out.",
        "submit": "Sign in",
        "forgot": "Forgot your PIN, or no card yet?",
        "forgot_there": "Ask the library: {contact}",
        "forgot_desk": "Ask at the library’s circulation desk.",
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
        "shared": "روی رایانهٔ عمومی، پیش از رفتن حتماً خارج شوید.",
    },
    "en": {
        "title": "You are signed in",
        "text": "This chat is now linked to your card. The answer to what you asked arrives in the chat.",
        "close": "You can close this page. To sign out, write “sign out” in the chat.",
        "shared": "On a shared computer, be sure to sign out before you leave.",
    },
}


def number(value: int | str, language: str) -> str:
    """Write a number in the digits of a language."""
    return to_persian(str(value)) if language == "fa" else str(value)
