"""Notices by e-mail: plain and HTML, with a way to stop them that mail programs show as a button (RFC 8058)."""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

import aiosmtplib
from aiosmtplib import SMTPException, SMTPRecipientRefused, SMTPRecipientsRefused, SMTPResponseException
from markupsafe import Markup, escape

from bot.channels.letters.sender import NotTaken, OutgoingLetter
from bot.notices.stopping import stop_address
from bot.settings import Settings
from bot.texts import text
from language.writing import direction
from protocol.clock import Clock

__all__ = ["Mail", "mail_of"]

SECONDS = 30.0
# Answers of a mail server to an address: nobody is there, or nobody by that name.
NOBODY_THERE = frozenset({550, 551, 553})
# The same codes are given when it is not the address: relaying denied, a policy. Where the server tells more
# (RFC 3463), 5.1 is about the address.
TOLD_MORE = re.compile(r"\s*(\d\.\d{1,3})\.\d{1,3}(?=\s|$)")
ABOUT_ADDRESS = "5.1"


class Mail:
    """Hands letters to the library's mail server; one connection a letter, since they are few at a time."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock

    async def __call__(self, letter: OutgoingLetter) -> None:
        """Hand a letter over; raises NotTaken."""
        await self.send(mail_of(letter, self._settings, self._clock))

    async def send(self, mail: EmailMessage) -> None:
        """Hand a message over; raises NotTaken."""
        settings = self._settings
        options: dict[str, Any] = {
            "hostname": settings.smtp_host,
            "port": settings.smtp_port,
            "timeout": SECONDS,
            "use_tls": settings.smtp_security == "tls",
            "start_tls": settings.smtp_security == "starttls",
        }
        if settings.smtp_user:
            options |= {"username": settings.smtp_user, "password": settings.smtp_password}
        try:
            await aiosmtplib.send(mail, **options)
        except SMTPRecipientsRefused as error:
            codes = [one.code for one in error.recipients]
            raise NotTaken(
                f"the address was refused ({', '.join(map(str, codes))})",
                for_good=all(code >= 500 for code in codes),
                is_address=bool(codes) and all(map(_nobody_there, error.recipients)),
            ) from error
        except SMTPResponseException as error:
            # A wrong password is the library's to mend: until then it is tried again.
            is_ours = isinstance(error, aiosmtplib.SMTPAuthenticationError)
            raise NotTaken(
                f"{type(error).__name__} {error.code}", for_good=error.code >= 500 and not is_ours
            ) from error
        except (SMTPException, OSError, TimeoutError) as error:
            raise NotTaken(type(error).__name__) from error


def _nobody_there(refused: SMTPRecipientRefused) -> bool:
    """Tell whether a server says of the address itself that nobody is reached there."""
    more = TOLD_MORE.match(refused.message)
    return refused.code in NOBODY_THERE and (more is None or more[1] == ABOUT_ADDRESS)


def mail_of(letter: OutgoingLetter, settings: Settings, clock: Clock) -> EmailMessage:
    """Make the message: its `Message-ID` is the letter's name, so that a second one is known as the same."""
    language, domain = letter.language, settings.smtp_from.rpartition("@")[2]
    stop = f"{stop_address(settings, letter.to.public_id, 'email')}?lang={language}"
    page = f"{settings.public_url}/?lang={language}"
    mail = EmailMessage()
    mail["From"] = settings.smtp_from
    mail["To"] = letter.to.address
    mail["Subject"] = text(language, "notice.mail.subject")
    mail["Date"] = format_datetime(clock.now())
    mail["Message-ID"] = f"<{letter.name}@{domain}>"
    mail["List-Unsubscribe"] = f"<{stop}>"
    mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    # Nobody's automatic answer is to come back.
    mail["Auto-Submitted"] = "auto-generated"
    links = (("notice.mail.open", page), ("notice.mail.stop", stop))
    plain = "\n\n".join(
        (
            letter.text,
            *(f"{text(language, key)} {address}" for key, address in links),
            text(language, "notice.mail.why"),
        )
    )
    mail.set_content(plain)
    mail.add_alternative(_html(letter, links), subtype="html")
    # Behind the content: to set that takes away what is said of it.
    mail["Content-Language"] = language
    return mail


def _html(letter: OutgoingLetter, links: tuple[tuple[str, str], ...]) -> str:
    language = letter.language
    lines = Markup("<br>\n").join(letter.text.splitlines())
    linked = Markup("").join(
        Markup('<p>{} <a href="{}">{}</a></p>\n').format(text(language, key), address, address)
        for key, address in links
    )
    why = escape(text(language, "notice.mail.why"))
    return (
        f'<!doctype html>\n<html lang="{language}" dir="{direction(language)}"><head><meta charset="utf-8"></head>\n'
        f"<body>\n<p>{lines}</p>\n{linked}<p><small>{why}</small></p>\n</body></html>\n"
    )
