"""The words of the sign-in page."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "sign_in.title": ("ورود کارکنان", "Staff sign-in"),
    "sign_in.lead": (
        "با حسابی که مدیر سامانه برایتان ساخته است وارد شوید.",
        "Sign in with the account an administrator made for you.",
    ),
    "sign_in.username": ("نام کاربری", "User name"),
    "sign_in.password": ("گذرواژه", "Password"),
    "sign_in.submit": ("ورود", "Sign in"),
    "sign_in.wrong": ("نام کاربری یا گذرواژه درست نیست.", "The user name or the password is not right."),
    "sign_in.throttled": (
        "تلاش‌های نادرست زیاد بوده است. حدود {minutes} دقیقهٔ دیگر دوباره تلاش کنید.",
        "There were too many wrong tries. Please try again in about {minutes} min.",
    ),
    "sign_in.code_title": ("کد تأیید", "Confirmation code"),
    "sign_in.code_lead": (
        "کد شش‌رقمی برنامهٔ تأیید هویت خود را وارد کنید.",
        "Enter the six-digit code from your authenticator app.",
    ),
    "sign_in.code": ("کد شش‌رقمی", "Six-digit code"),
    "sign_in.code_or": ("کد شش‌رقمی یا کد بازیابی", "Six-digit code, or a recovery code"),
    "sign_in.code_wrong": ("این کد درست نیست یا پیش‌تر به کار رفته است.", "This code is wrong or was used before."),
    "sign_in.code_late": ("زمان این گام گذشت؛ دوباره وارد شوید.", "This step took too long; please sign in again."),
    "sign_in.code_lost": (
        "اگر به گوشی خود دسترسی ندارید، یکی از کدهای بازیابی را بنویسید. اگر آن‌ها را هم ندارید، مدیر سامانه می‌تواند "
        "ورود دومرحله‌ای را بازنشانی کند.",
        "If you do not have your phone, enter one of your recovery codes. If you have none, an administrator can reset "
        "two-step sign-in.",
    ),
    "sign_in.demo": ("این یک نمونه است", "This is a demonstration"),
    "sign_in.demo_text": (
        "با یکی از این نام‌ها و گذرواژهٔ demo-console وارد شوید:",
        "Sign in with one of these names and the password demo-console:",
    ),
    "sign_in.signed_out": ("از میز کار خارج شدید.", "You are signed out."),
}
