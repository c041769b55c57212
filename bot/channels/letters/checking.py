"""Whether the library's mail server takes what the settings say: its account is signed in to, and nothing is sent."""

from __future__ import annotations

from dataclasses import dataclass

import aiosmtplib
from aiosmtplib import SMTPException, SMTPResponseException

from bot.settings import Settings

__all__ = ["MailProblem", "mail_problem"]

SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class MailProblem:
    """Why no e-mail could be handed over: in a word, of which server, what it or the machine said; and in one line."""

    kind: str
    where: str
    said: str
    line: str


async def mail_problem(settings: Settings) -> MailProblem | None:
    """Try to sign in to the mail server; None when it takes us."""
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
        return MailProblem("mail_account", where, str(error.code), f"{where} refuses our account ({error.code})")
    except SMTPResponseException as error:
        return MailProblem("mail", where, str(error.code), f"{where} answers {error.code}")
    except (SMTPException, OSError, TimeoutError) as error:
        said = type(error).__name__
        return MailProblem("mail_unreachable", where, said, f"{where} cannot be reached as is set ({said})")
    return None
