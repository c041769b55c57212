"""The words of the audit trail's page."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "home.failed_sign_ins": ("ورود ناموفق در ۲۴ ساعت گذشته", "Failed sign-ins, last 24 hours"),
    "trail.title": ("ردپای کارها", "Audit trail"),
    "trail.lead": (
        "چه کسی چه چیزی را دید یا عوض کرد. نام خانه‌ها ثبت می‌شود، نه مقدارشان.",
        "Who read or changed what. The names of fields are kept, never their values.",
    ),
    "trail.number": ("شماره", "Number"),
    "trail.when": ("زمان", "When"),
    "trail.kind": ("نوع کننده", "Kind"),
    "trail.who": ("چه کسی", "Who"),
    "trail.action": ("کار", "Action"),
    "trail.entity": ("چیز", "What"),
    "trail.entity_id": ("شناسهٔ چیز", "Which one"),
    "trail.patron": ("عضو", "Patron"),
    "trail.patron_filter": ("شناسهٔ عضو", "Patron’s id"),
    "trail.fields": ("خانه‌ها", "Fields"),
    "trail.reason": ("دلیل", "Reason"),
    "trail.from": ("از روز", "From"),
    "trail.to": ("تا روز", "To"),
    "trail.kind.patron": ("عضو", "Patron"),
    "trail.kind.staff": ("کارکنان", "Staff"),
    "trail.kind.bot": ("ربات", "Bot"),
    "trail.kind.system": ("سامانه", "System"),
    "home.failed_pins": ("رمز نادرست اعضا در ۲۴ ساعت گذشته", "Patrons’ wrong PINs, last 24 hours"),
    "trail.none": ("رویدادی با این ویژگی‌ها نیست", "No event like this"),
    "trail.none_text": (
        "بازه را بزرگ‌تر کنید یا پالایه‌ها را پاک کنید.",
        "Widen the span or clear the filters.",
    ),
    "trail.verify": ("بررسی زنجیره", "Check the chain"),
    "trail.sound": ("زنجیره درست است: {n} رویداد پی‌درپی.", "The chain is sound: {n} events, one after the other."),
    "trail.broken": (
        "زنجیره در رویداد {at} شکسته است: آن رویداد عوض، پاک یا افزوده شده است. {n} رویداد پیش از آن درست است.",
        "The chain is broken at event {at}: it was changed, removed or slipped in. The {n} events before it are sound.",
    ),
    "trail.cut": (
        "از انتهای زنجیره {missing} رویداد برداشته شده است. {n} رویداد مانده درست است.",
        "{missing} events were cut from the chain’s end. The {n} that are left are sound.",
    ),
    "trail.no_head": (
        "هنوز اندازهٔ زنجیره جایی نگه داشته نشده است، پس نمی‌توان گفت چیزی از انتهای آن برداشته شده یا نه.",
        "The chain’s length has not been kept yet, so nothing can be said about its end.",
    ),
    "trail.head_forged": (
        "پرونده‌ای که اندازهٔ زنجیره در آن است خواندنی نیست یا دستکاری شده است؛ دربارهٔ انتهای زنجیره چیزی نمی‌توان گفت.",
        "The file that keeps the chain’s length cannot be read, or somebody changed it; "
        "nothing can be said about its end.",
    ),
    "trail.help": (
        "هر رویداد با کلید سامانه به رویداد پیش از خود بسته شده است، پس نمی‌توان یکی را پنهانی عوض کرد یا برداشت. "
        "اندازهٔ زنجیره هم جداگانه نگه داشته می‌شود تا برداشتن از انتهای آن پیدا باشد. "
        "«بررسی زنجیره» همه را از آغاز می‌خواند. عضو تنها با نشانه‌ای می‌آید که نامش از آن خوانده نمی‌شود؛ "
        "با شناسهٔ عضو می‌توان رویدادهای او را یافت.",
        "Each event is tied to the one before it with the system’s key, so none can be changed or taken out unnoticed. "
        "Its length is kept in a second place, so that cutting its end shows, too. "
        "“Check the chain” reads them all from the beginning. A patron appears only as a mark that does not tell "
        "the name; with the patron’s id you find the events about them.",
    ),
}
