"""The monthly report by mail: once each month to whoever of the staff has chosen it."""

from __future__ import annotations

import logging
from email.message import EmailMessage
from email.utils import format_datetime

from bot.channels.letters.mail import Mail
from bot.channels.letters.sender import NotTaken
from bot.console.figures.report import ReportFor, last_month, month_name, report_of
from bot.console.figures.span import Span
from bot.console.frame.locale import Locale
from bot.console.frame.pages import written
from bot.console.frame.roles import PERMISSIONS, Permission
from bot.console.frame.say import say
from bot.content.project import Project
from bot.conversation.turn_language import as_language
from bot.jobs.runner import LATER, Job
from bot.notices.report_stop import report_stop_address
from bot.settings import Settings
from crm.database.store import Store
from crm.staff.report_mail import ReportReader, note_refused, note_sent, report_readers, take_report
from language.writing import calendar_of

__all__ = ["ReportMailing", "report_jobs"]

log = logging.getLogger(__name__)

# The hour of the library's day from which it is written: by then the month before is counted.
FROM_HOUR = 6
EVERY_SECONDS = 600.0


def report_jobs(settings: Settings, store: Store) -> list[Job]:
    """Give the job that mails the monthly report, where the library can write letters."""
    if not settings.smtp_host:
        return []
    return [Job("mail the monthly report", EVERY_SECONDS, ReportMailing(settings, store).run, LATER)]


class ReportMailing:
    """Writes to each reader once the month in their calendar is over."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings = settings
        self._store = store
        self._content = Project(settings.home)
        self._mail = Mail(settings, store.clock)

    async def run(self) -> int:
        """Send what is due; give how many letters a mail server took."""
        sent = 0
        for reader in await report_readers(self._store):
            # Whose role shows no figures any more gets none.
            if Permission.READ_FIGURES in PERMISSIONS.get(reader.role, frozenset()):
                try:
                    sent += await self._send(reader)
                except Exception:  # a letter that cannot be made must not hold up the others; it is tried again
                    log.exception("the monthly report of %s could not be made", reader.username)
        return sent

    async def _send(self, reader: ReportReader) -> bool:
        store, locale = self._store, self._locale(reader)
        if locale.hour() < FROM_HOUR:
            return False
        span = last_month(locale)
        is_sent = reader.sent_month is not None and reader.sent_month >= span.first
        if is_sent or span.last < reader.since or not await take_report(store, reader, span.first):
            return False
        try:
            await self._mail.send(await self._written(reader, locale, span))
        except NotTaken as error:
            log.warning("the monthly report of %s was not taken: %s", reader.username, error)
            if error.for_good:
                await note_refused(store, reader, span.first)
            return False
        # Ends the process before this, it is handed over once more under the same name.
        await note_sent(store, reader, span.first)
        return True

    def _locale(self, reader: ReportReader) -> Locale:
        language = as_language(reader.language, "fa")
        calendar = reader.calendar or calendar_of(language)
        return Locale(language, calendar, self._settings.time_zone, self._store.clock)

    async def _written(self, reader: ReportReader, locale: Locale, span: Span) -> EmailMessage:
        allowed = PERMISSIONS.get(reader.role, frozenset())
        told = await report_of(
            ReportFor(self._store, self._settings, self._content, locale, allowed.__contains__), span
        )
        sender, stop = self._settings.smtp_from, report_stop_address(self._settings, reader.staff_id)
        stop = f"{stop}?lang={locale.language}"
        page = f"{self._settings.public_url}/console/figures/report?month={locale.month(span.first)}"
        mail = EmailMessage()
        mail["From"] = sender
        mail["To"] = reader.address
        mail["Subject"] = say(locale, "report_mail.subject", month=month_name(span, locale), library=told["library"])
        mail["Date"] = format_datetime(self._store.clock.now())
        mail["Message-ID"] = f"<report-{reader.id}-{span.first.isoformat()}@{sender.rpartition('@')[2]}>"
        mail["List-Unsubscribe"] = f"<{stop}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        # Nobody's automatic answer is to come back.
        mail["Auto-Submitted"] = "auto-generated"
        links = {"page": page, "stop": stop}
        mail.set_content(written(locale, "figures/mail.txt", **told, **links))
        mail.add_alternative(written(locale, "figures/mail.html", **told, **links), subtype="html")
        # Behind the content: to set that takes away what is said of it.
        mail["Content-Language"] = locale.language
        return mail
