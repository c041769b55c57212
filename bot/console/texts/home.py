"""The words of the console's first page."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "home.title": ("خانه", "Home"),
    "home.hello": ("سلام {name}", "Hello {name}"),
    "home.lead": ("آنچه اکنون منتظر است.", "What is waiting right now."),
    "home.nothing": ("چیزی منتظر نیست", "Nothing is waiting"),
    "home.nothing_text": (
        "همهٔ کارها رسیدگی شده است. بخش‌های دیگر را در فهرست کناری می‌یابید.",
        "Everything has been seen to. The sections are in the menu at the side.",
    ),
    "home.urgent": ("فوری", "Urgent"),
    "home.waits": ("منتظر شما", "Waiting for you"),
    "home.places": ("بخش‌ها", "Sections"),
    "home.waiting": ("گفت‌وگو منتظر کتابدار", "Conversations waiting for a librarian"),
    "home.help": (
        "شمارهٔ هر کارت نشان می‌دهد چند مورد منتظر است؛ با زدن آن به فهرست می‌روید. "
        "با زدن کلید ؟ میان‌برهای صفحه‌کلید را می‌بینید.",
        "The number on a card says how many wait; press it to go to the list. "
        "Press the ? key to see the keyboard shortcuts.",
    ),
}
