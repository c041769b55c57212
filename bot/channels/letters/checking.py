"""Whether the library's mail server takes what the settings say: its account is signed in to, and nothing is sent."""

from __future__ import annotations

import aiosmtplib
from aiosmtplib import SMTPException, SMTPResponseException

from bot.settings import Settings

__all__ = ["mail_problem"]

SECONDS = 10.0


async def mail_problem(settings: Settings) -> str | None:
    """Say in one line why no e-mail could be handed over; None when the server takes us."""
    server = aiosmtplib.SMTP(
        hostname=settings.smtp_host,
        port=settings.smtp_port,
        timeout=SECONDS,
        use_tls=settings.smtp_security == "tls",
        start_tls=settings.smtp_security == "starttls",
    )
    where = f"{settings.smtp_host}:{settings.smtp_port}"
    try:
        async with server:
            if settings.smtp_user:
                await server.login(settings.smtp_user, settings.smtp_password)
    except aiosmtplib.SMTPAuthenticationError as error:
        return f"{where} refuses our account ({error.code})"
    except SMTPResponseException as error:
        return f"{where} answers {error.code}"
    except (SMTPException, OSError, TimeoutError) as error:
        return f"{where} cannot be reached as is set ({type(error).__name__})"
    return None
