"""What the variables of answers mean, and what stands for them in a preview."""

from __future__ import annotations

# name: (what it is in Persian, in English), (sample in Persian, in English)
_VARIABLES: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "address": (("نشانی شعبه", "the branch’s address"), ("خیابان دانش، شمارهٔ ۱۲", "12 Danesh Street")),
    "amount": (("مبلغ با یکا", "an amount with its unit"), ("۲۵٬۰۰۰ تومان", "250,000 rials")),
    "author": (("نویسندهٔ کتاب", "the author of a title"), ("سیمین دانشور", "Simin Daneshvar")),
    "availability": (("وضع نسخه‌ها", "whether copies are in"), ("۲ نسخه آماده است", "2 copies are in")),
    "balance": (("سطر بدهی", "the line about what is owed"), ("بدهی ندارید.", "You owe nothing.")),
    "blocks": (("سطرهای محدودیت کارت", "lines about what blocks the card"), ("محدودیتی ندارید.", "Nothing blocks it.")),
    "branch": (("نام شعبه", "a branch’s name"), ("کتابخانهٔ مرکزی", "Central Library")),
    "branches": (
        ("سطرهای شعبه‌ها", "a line for each branch"),
        ("کتابخانهٔ مرکزی: ۸ تا ۲۰\nشعبهٔ شرق: ۹ تا ۱۷", "Central Library: 8 to 20\nEast branch: 9 to 17"),
    ),
    "call_number": (("شمارهٔ بازیابی", "the call number"), ("د ۸۱۳ س", "PK 6561")),
    "card": (("سطر وضع کارت", "the line about the card"), ("کارت شما معتبر است.", "Your card is valid.")),
    "closes": (("ساعت بسته شدن", "closing time"), ("۲۰", "20:00")),
    "contact": (("راه تماس", "how to reach somebody"), ("تلفن ۲۲۳۳", "phone 2233")),
    "count": (("شمار", "how many"), ("۳", "3")),
    "date": (("روز", "a day"), ("سه‌شنبه ۱۵ آذر", "Sunday 6 December")),
    "day": (("روز", "a day"), ("فردا", "tomorrow")),
    "days": (("شمار روزها یا سطر روزها", "a number of days, or a line for each"), ("۱۴", "14")),
    "directions": (("راه رسیدن", "how to get there"), ("روبه‌روی پارک", "opposite the park")),
    "due": (("روز مهلت", "when it is due"), ("۲۰ آذر", "11 December")),
    "email": (("رایانامه", "e-mail address"), ("رایانامهٔ کتابخانه", "lib@kb.ir")),
    "events": (
        ("سطرهای برنامه‌ها", "a line for each event"),
        ("قصه‌خوانی، پنج‌شنبه ساعت ۱۰", "Story time, Thursday at 10"),
    ),
    "expected": (("کی پاسخ داده می‌شود", "when an answer can be expected"), ("تا فردا ظهر", "by noon tomorrow")),
    "expiry": (
        ("سطر پایان اعتبار", "the line about expiry"),
        ("تا پایان سال معتبر است.", "It is valid for this year."),
    ),
    "fines": (("سطرهای جریمه", "a line for each fine"), ("دیرکرد: ۲۵٬۰۰۰ تومان", "Overdue: 250,000 rials")),
    "free": (("آنچه آزاد است", "what is free"), ("شعبهٔ شرق", "East branch")),
    "holds": (("سطرهای رزرو", "a line for each hold"), ("۱. سووشون، آمادهٔ دریافت", "1. Savushun, ready to collect")),
    "hours": (("ساعت کار", "opening hours"), ("۸ تا ۲۰", "8 to 20")),
    "known": (("راه تماس کنونی", "the contact that is known"), ("تلفنی که به ۴۵ می‌رسد", "the phone ending in 45")),
    "library": (("نام کتابخانه", "the library’s name"), ("کتابخانهٔ سپهر", "Sepehr Library")),
    "limit": (("حد مجاز", "the limit"), ("۵", "5")),
    "line": (("سطری آماده", "a ready line"), ("سووشون: تمدید شد", "Savushun: renewed")),
    "loans": (("سطرهای امانت", "a line for each loan"), ("۱. سووشون، تا ۲۰ آذر", "1. Savushun, until 11 December")),
    "mark": (("نشانهٔ وضع", "a mark of its state"), ("(دیرکرد)", "(overdue)")),
    "may": (("آیا تمدید می‌شود", "whether it may be renewed"), ("تمدید می‌شود", "can be renewed")),
    "more": (("آنچه نیامده", "what was left out"), ("و ۴ مورد دیگر", "and 4 more")),
    "n": (("شمارهٔ سطر", "the number of the line"), ("۱", "1")),
    "name": (("نام", "a name"), ("نگار", "Nora")),
    "note": (
        ("یادداشت کتابخانه", "a note of the library"),
        ("کیف را به امانات بسپارید.", "Please leave bags in the lockers."),
    ),
    "number": (("شمارهٔ پرونده", "the case number"), ("۱۰۲۴", "1024")),
    "opens": (("ساعت باز شدن", "opening time"), ("۸ صبح فردا", "8 tomorrow")),
    "outcomes": (("سطرهای نتیجه", "a line for each outcome"), ("سووشون: تمدید شد", "Savushun: renewed")),
    "overdue": (("بخش دیرکرد", "the part about overdue items"), ("۱ مورد دیر شده است.", "1 is overdue.")),
    "per_day": (("مبلغ هر روز", "the amount a day"), ("۱٬۰۰۰ تومان", "10,000 rials")),
    "phone": (("تلفن", "phone number"), ("۲۲۳۳", "2233")),
    "places": (("سطرهای جای کتاب", "a line for each place"), ("طبقهٔ ۲، قفسهٔ ۱۴", "floor 2, shelf 14")),
    "position": (("جای شما در صف", "place in the queue"), ("۲", "2")),
    "query": (("آنچه جسته شد", "what was searched for"), ("سووشون", "Savushun")),
    "question": (("پرسش پیشین", "the question before"), ("کدام شعبه؟", "Which branch?")),
    "ready": (("بخش آماده‌ها", "the part about what is ready"), ("۱ مورد آماده است.", "1 is ready.")),
    "reason": (("دلیل", "the reason"), ("کس دیگری آن را رزرو کرده است.", "Somebody else has reserved it.")),
    "refused": (("شمار تمدیدنشده‌ها", "how many were refused"), ("۱", "1")),
    "registration": (("نام‌نویسی", "registration"), ("با نام‌نویسی", "registration needed")),
    "relative": (("نزدیکی روز", "how near the day is"), ("فردا", "tomorrow")),
    "running": (
        ("بخش جریمهٔ جاری", "the part about running fines"),
        ("جریمهٔ ۱ امانت ادامه دارد.", "1 loan still adds to it."),
    ),
    "score": (("امتیاز", "a score"), ("۵", "5")),
    "shelf": (("قفسه", "the shelf"), ("۱۴", "14")),
    "soon": (("آنچه نزدیک است", "what is near"), ("مهلت ۱ امانت نزدیک است.", "1 loan is due soon.")),
    "spans": (("بازه‌های باز بودن", "the spans of opening"), ("۸ تا ۱۲ و ۱۴ تا ۲۰", "8 to 12 and 14 to 20")),
    "state": (("وضع", "its state"), ("آمادهٔ دریافت", "ready to collect")),
    "shared": (
        ("یادآوری خروج، روی دستگاه مشترک", "the reminder to sign out, on a shared device"),
        (
            "روی رایانهٔ عمومی، پیش از رفتن بنویسید «خروج از حساب».",
            "On a shared computer, write “sign out” before you leave.",
        ),
    ),
    "subject": (("موضوع", "a subject"), ("تاریخ", "history")),
    "time": (("ساعت", "a time of day"), ("۸:۳۰", "8:30")),
    "title": (("عنوان کتاب", "the title of a book"), ("سووشون", "Savushun")),
    "titles": (
        ("سطرهای کتاب‌ها", "a line for each title"),
        ("۱. سووشون، سیمین دانشور\n۲. شهری چون بهشت", "1. Savushun, Simin Daneshvar\n2. A City Like Paradise"),
    ),
    "topic": (("موضوع", "the subject"), ("چاپ", "printing")),
    "total": (("جمع", "the total"), ("۵۰٬۰۰۰ تومان", "500,000 rials")),
    "until": (("تا چه روزی", "until when"), ("۲۰ آذر", "11 December")),
    "website": (("نشانی سایت", "the website’s address"), ("سایت کتابخانه", "www.kb.ir")),
    "when": (("زمان", "when"), ("سه‌شنبه ساعت ۱۰", "Tuesday at 10")),
    "why": (("بابت چه", "what it is for"), ("دیرکرد سووشون", "overdue: Savushun")),
}

TEXTS: dict[str, tuple[str, str]] = {
    f"answers.{kind}.{name}": pair
    for name, (what, sample) in _VARIABLES.items()
    for kind, pair in (("variable", what), ("sample", sample))
}
