"""The letter to the library that patrons wait and nobody is there; no name and no word of a patron's is in it."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

from bot.channels.letters.mail import Mail
from bot.channels.letters.sender import NotTaken
from bot.settings import Settings
from bot.texts import text
from bot.texts.numbers import number
from crm.database.store import Store
from crm.handoff.inbox_mail import DueMail, not_sent, take_due

__all__ = ["WaitingMail"]

log = logging.getLogger(__name__)


class WaitingMail:
    """Writes to the library when it is time to; one round every half minute."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings = settings
        self._store = store
        self._mail = Mail(settings, store.clock)
        # When the letter was made that no server has said to have taken.
        self._begun: datetime | None = None

    async def run(self) -> int:
        """Send the letter that is due; give how many."""
        due = await take_due(self._store)
        if due is None:
            return 0
        # Tried once more it has the name of before: where the first one came all the same, it is known as the same.
        quiet = timedelta(minutes=due.to.quiet_minutes)
        begun = self._begun if self._begun and self._begun <= due.taken_at < self._begun + quiet else due.taken_at
        self._begun = None
        try:
            await self._mail.send(self._written(due, begun))
        except NotTaken as error:
            log.warning("the letter that patrons wait was not taken: %s", error)
            if not error.for_good:
                self._begun = begun
                await not_sent(self._store, due)
            return 0
        return 1

    def _written(self, due: DueMail, begun: datetime) -> EmailMessage:
        language, sender = due.to.language, self._settings.smtp_from
        mail = EmailMessage()
        mail["From"] = sender
        mail["To"] = due.to.address
        mail["Subject"] = text(language, "inbox_mail.subject_alarm" if due.alarms else "inbox_mail.subject")
        mail["Date"] = format_datetime(due.taken_at)
        mail["Message-ID"] = f"<inbox-{int(begun.timestamp())}@{sender.rpartition('@')[2]}>"
        # Nobody's automatic answer is to come back.
        mail["Auto-Submitted"] = "auto-generated"
        told = {"inbox_mail.alarms": due.alarms, "inbox_mail.waiting": due.waiting}
        lines = [text(language, key, count, n=number(count, language)) for key, count in told.items() if count]
        lines.append(f"{self._settings.public_url}/console/inbox")
        lines.append(text(language, "inbox_mail.quiet", minutes=number(due.to.quiet_minutes, language)))
        mail.set_content("\n\n".join(lines))
        # Behind the content: to set that takes away what is said of it.
        mail["Content-Language"] = language
        return mail
