"""The words of the page of one's own account."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "me.title": ("حساب من", "My account"),
    "me.lead": (
        "زبان و تقویم، گذرواژه، ورود دومرحله‌ای و جاهایی که در آن‌ها وارد شده‌اید.",
        "Language and calendar, password, two-step sign-in, and where you are signed in.",
    ),
    "me.account": ("مشخصات", "Account"),
    "me.username": ("نام کاربری", "User name"),
    "me.role": ("نقش", "Role"),
    "me.last_sign_in": ("آخرین ورود", "Last sign-in"),
    "me.preferences": ("زبان و تقویم", "Language and calendar"),
    "me.name": ("نام نمایشی", "Display name"),
    "me.name_hint": (
        "این نام را همکاران و اعضایی که با آن‌ها گفت‌وگو می‌کنید می‌بینند.",
        "Colleagues see this name, and so do the patrons you talk to.",
    ),
    "me.language": ("زبان میز کار", "Language of the console"),
    "me.calendar": ("تقویم", "Calendar"),
    "me.calendar_auto": ("تقویم همان زبان", "The language’s own"),
    "me.password": ("گذرواژه", "Password"),
    "me.password_old": ("گذرواژهٔ کنونی", "Present password"),
    "me.password_new": ("گذرواژهٔ تازه", "New password"),
    "me.password_again": ("تکرار گذرواژهٔ تازه", "New password, once more"),
    "me.password_hint": (
        "دست‌کم ۱۲ نویسه. چند واژهٔ بی‌ربط بهتر از یک واژهٔ پیچیده است.",
        "At least 12 characters. A few unrelated words are better than one complicated word.",
    ),
    "me.password_change": ("تغییر گذرواژه", "Change password"),
    "me.password_changed": (
        "گذرواژه عوض شد و ورودهای دیگرتان پایان یافت.",
        "The password was changed and your other sessions were ended.",
    ),
    "me.two_step": ("ورود دومرحله‌ای", "Two-step sign-in"),
    "me.two_step_is_on": ("روشن", "On"),
    "me.two_step_is_off": ("خاموش", "Off"),
    "me.two_step_since": ("از {day} روشن است.", "On since {day}."),
    "me.two_step_lead": (
        "افزون بر گذرواژه، هنگام ورود یک کد شش‌رقمی از برنامهٔ تأیید هویت گوشی خود وارد می‌کنید.",
        "Besides your password you enter a six-digit code from the authenticator app on your phone.",
    ),
    "me.two_step_begin": ("راه‌اندازی", "Set it up"),
    "me.two_step_secret": ("کلید محرمانه", "Secret key"),
    "me.two_step_address": ("نشانی برای برنامه", "Address for the app"),
    "me.two_step_picture": ("رمزینه برای برنامهٔ تولید کد", "Code for an authenticator app"),
    "me.two_step_how": (
        "این کلید را در برنامهٔ تأیید هویت وارد کنید (نوع: زمانی، شش رقم) و کدی را که نشان می‌دهد اینجا بنویسید. "
        "کلید پس از آن دیگر نشان داده نمی‌شود.",
        "Enter this key in your authenticator app (type: time-based, six digits) and write the code it shows here. "
        "The key is not shown again afterwards.",
    ),
    "me.two_step_confirm": ("روشن کردن", "Switch it on"),
    "me.two_step_remove": ("خاموش کردن", "Switch it off"),
    "me.two_step_give_up": ("رها کردن راه‌اندازی", "Give up setting it up"),
    "me.two_step_on": ("ورود دومرحله‌ای روشن شد.", "Two-step sign-in is on."),
    "me.two_step_off": ("ورود دومرحله‌ای خاموش است.", "Two-step sign-in is off."),
    "me.sessions": ("جاهایی که وارد شده‌اید", "Where you are signed in"),
    "me.session_begun": ("آغاز", "Begun"),
    "me.session_seen": ("آخرین استفاده", "Last used"),
    "me.session_this": ("همین مرورگر", "This browser"),
    "me.session_end": ("پایان دادن", "End it"),
    "me.session_what": ("کار", "Action"),
    "me.session_ended": ("آن ورود پایان یافت.", "That session was ended."),
    "me.bad.display_name": ("نام را بنویسید (حداکثر ۱۰۰ نویسه).", "Write a name (at most 100 characters)."),
    "me.bad.language": ("یکی از دو زبان را برگزینید.", "Choose one of the two languages."),
    "me.bad.calendar": ("یکی از دو تقویم را برگزینید.", "Choose one of the two calendars."),
    "me.bad.old": ("گذرواژهٔ کنونی درست نیست.", "The present password is not right."),
    "me.bad.new": (
        "گذرواژه دست‌کم ۱۲ نویسه می‌خواهد و نباید از واژه‌ها و الگوهای رایج ساخته شده باشد.",
        "The password needs at least 12 characters and must be more than common words and patterns.",
    ),
    "me.bad.again": ("دو گذرواژهٔ تازه یکی نیستند.", "The two new passwords differ."),
    "me.too_many": ("تلاش‌ها زیاد بود؛ کمی بعد دوباره تلاش کنید.", "Too many tries; please try again a little later."),
    "me.two_step_required": (
        "نقش شما ورود دومرحله‌ای می‌خواهد. آن را همین حالا راه‌اندازی کنید؛ سپس میز کار باز می‌شود.",
        "Your role needs two-step sign-in. Set it up now; then the console opens.",
    ),
    "me.two_step_needed": (
        "نقش شما ورود دومرحله‌ای می‌خواهد، پس نمی‌توانید آن را خاموش کنید.",
        "Your role needs two-step sign-in, so you cannot switch it off.",
    ),
    "me.codes": ("کدهای بازیابی", "Recovery codes"),
    "me.codes_lead": (
        "اگر گوشی‌تان در دسترس نبود، به‌جای کد شش‌رقمی یکی از این کدها را بنویسید. هر کد یک بار کار می‌کند.",
        "If you do not have your phone at hand, enter one of these instead of the six-digit code. Each works once.",
    ),
    "me.codes_once": (
        "این کدها دیگر نشان داده نمی‌شوند. آن‌ها را چاپ کنید یا جای امنی، جدا از گوشی، بنویسید.",
        "These codes are not shown again. Print them or write them down in a safe place, away from your phone.",
    ),
    "me.codes_kept": ("کدها را نگه داشتم", "I have kept the codes"),
    "me.codes_left": ("{n} کد بازیابی مانده است.", "{n} recovery codes are left."),
    "me.codes_left.one": ("۱ کد بازیابی مانده است.", "1 recovery code is left."),
    "me.codes_renew": ("ساختن کدهای تازه", "Make new codes"),
    "me.codes_renew_hint": (
        "کدهای پیشین از کار می‌افتند.",
        "The earlier codes stop working.",
    ),
    "me.help": (
        "تغییر گذرواژه و روشن کردن ورود دومرحله‌ای همهٔ ورودهای دیگر شما را پایان می‌دهد. هر ورود پس از {idle} دقیقه "
        "بی‌کاری یا {longest} ساعت خودبه‌خود پایان می‌یابد. اگر گوشی خود را از دست دادید، با یک کد بازیابی وارد شوید یا "
        "از مدیر سامانه بخواهید ورود دومرحله‌ای را بازنشانی کند.",
        "Changing your password and switching two-step sign-in on ends all your other sessions. Each session ends by "
        "itself after {idle} idle minutes or {longest} hours. If you lose your phone, sign in with a recovery code or "
        "ask an administrator to reset two-step sign-in.",
    ),
}
