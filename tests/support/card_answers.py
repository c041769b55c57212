"""Answers with lists as the gateway sends them, each list also as cards, in both languages."""

from __future__ import annotations

from typing import Any

__all__ = ["events", "loans", "titles"]

Json = dict[str, Any]


def _button(language: str, fa: str, en: str, payload: str) -> Json:
    return {"title": fa if language == "fa" else en, "payload": payload}


def loans(language: str) -> Json:
    """Two loans, each with its button, and one for all."""
    fa = language == "fa"
    due = ["تا شنبه ۷ آذر", "تا دوشنبه ۹ آذر (۳ روز دیرکرد)"] if fa else ["due Saturday 28 November", "due Monday"]
    names = [("سووشون", "سیمین دانشور"), ("Dune", "Frank Herbert")]
    text = "۲ امانت دارید:" if fa else "You have 2 items on loan:"
    for n, ((title, _), when) in enumerate(zip(names, due, strict=True), start=1):
        number = "۰۱۲"[n] if fa else str(n)
        text += f"\n{number}. «{title}»، {when}" if fa else f"\n{number}. “{title}”, {when}"
    items = [
        {
            "title": title,
            "author": author,
            "n": "۰۱۲"[n] if fa else str(n),
            "lines": [due[n - 1]],
            "buttons": [_button(language, "تمدید کن", "Renew it", f'/renew{{"ref":"loan:{n}"}}')],
        }
        for n, (title, author) in enumerate(names, start=1)
    ]
    everything = _button(language, "همه را تمدید کن", "Renew all", '/renew{"which":"all"}')
    return {
        "text": text,
        "buttons": [everything],
        "lists": [{"kind": "loan", "first": 1, "last": 2, "items": items}],
    }


def titles(language: str) -> Json:
    """Five titles, whose names are buttons, with a line behind them."""
    fa = language == "fa"
    known = [
        ("The Left Hand of Darkness", "Ursula K. Le Guin"),
        ("کلیدر", "محمود دولت‌آبادی"),
        ("Emma", "Jane Austen"),
        ("چشم‌هایش", "بزرگ علوی"),
        ("A very long title that goes on and on, and does not end before the second line", "Somebody"),
    ]
    where = "موجود در کتابخانهٔ مرکزی" if fa else "available at the Central Library"
    rows = ["این‌ها را پیدا کردم:" if fa else "This is what I found:"]
    for n, (title, author) in enumerate(known, start=1):
        number = "۰۱۲۳۴۵"[n] if fa else str(n)
        rows += [f"{number}. «{title}» نوشتهٔ {author}" if fa else f"{number}. “{title}” by {author}", f"   {where}"]
    rows.append("برای رزرو، شماره‌اش را بگویید." if fa else "To reserve one, tell me its number.")
    items = [
        {
            "title": title,
            "author": author,
            "n": "۰۱۲۳۴۵"[n] if fa else str(n),
            "lines": [where],
            "isbn": f"978000000000{n}",
            "press": f'/search_book{{"ref":"title:{n}"}}',
            "buttons": [_button(language, "رزروش کن", "Reserve it", f'/hold{{"ref":"title:{n}"}}')],
        }
        for n, (title, author) in enumerate(known, start=1)
    ]
    return {
        "text": "\n".join(rows),
        "buttons": [{"title": item["title"], "payload": item["press"]} for item in items],
        "lists": [{"kind": "title", "first": 1, "last": 10, "items": items}],
    }


def events(language: str) -> Json:
    """One event, without buttons."""
    fa = language == "fa"
    title, when = ("قصه‌خوانی", "شنبه ۷ آذر، ۱۰:۰۰") if fa else ("Story hour", "Saturday 28 November, 10:00")
    text = f"برنامه‌ها:\n• {title}، {when}" if fa else f"Coming up:\n• {title}, {when}"
    items = [{"title": title, "lines": [when]}]
    return {"text": text, "lists": [{"kind": "event", "first": 1, "last": 1, "items": items}]}
