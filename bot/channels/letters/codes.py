"""Codes that prove an applicant's contact, by e-mail or text message."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import format_datetime

from bot.channels.letters.mail import Mail
from bot.channels.letters.sender import NotTaken
from bot.channels.letters.text_messages import TextMessages
from bot.settings import Settings
from bot.texts import text
from crm.joining.codes import CodeLetter, NotSent
from language.writing import in_digits
from protocol.clock import Clock

__all__ = ["Codes"]


class Codes:
    """Hands codes over by whatever the library has set up."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._mail = Mail(settings, clock) if settings.smtp_host else None
        self._texts = TextMessages(settings, clock) if settings.sms_hook_url else None

    async def __call__(self, letter: CodeLetter) -> None:
        """Hand a code over; raises NotSent."""
        code = in_digits(letter.code, letter.language)
        said = text(letter.language, "joining.code", code=code)
        try:
            if letter.channel == "email" and self._mail is not None:
                await self._mail.send(self._written(letter, said))
            elif letter.channel == "sms" and self._texts is not None:
                await self._texts.send(letter.name, letter.address, said, letter.language)
            else:
                raise NotSent("not set up", for_good=True)
        except NotTaken as error:
            raise NotSent(str(error), for_good=error.for_good) from error

    def _written(self, letter: CodeLetter, said: str) -> EmailMessage:
        sender = self._settings.smtp_from
        mail = EmailMessage()
        mail["From"] = sender
        mail["To"] = letter.address
        mail["Subject"] = text(letter.language, "joining.code_subject")
        mail["Date"] = format_datetime(self._clock.now())
        mail["Message-ID"] = f"<{letter.name}@{sender.rpartition('@')[2]}>"
        # Nobody's automatic answer is to come back.
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(said)
        # Behind the content: to set that takes away what is said of it.
        mail["Content-Language"] = letter.language
        return mail
