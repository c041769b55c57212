"""Chores: closing silent conversations, expiring handoffs, feeding streams, resuming turns, erasing old words."""

from __future__ import annotations

from datetime import timedelta

from bot.channels.web.hub import Hub
from bot.conversation.service import ConversationService
from bot.conversation.wording import Wording
from bot.engine_client import EngineClient
from bot.importing import reports, uploaded
from bot.jobs.feeding import feed_streams
from bot.jobs.memory import forget_ended
from bot.jobs.mirroring import Mirroring
from bot.jobs.nightly import Nightly
from bot.jobs.notices import Notices
from bot.jobs.retention import Retention
from bot.jobs.runner import LATER, Job
from bot.jobs.signing_out import sign_out_on_time
from bot.settings import Settings
from bot.web.open_files import few_left
from crm.audit.head import HeadKeeper
from crm.cases.overdue import note_breaches
from crm.conversations.outcomes import close_silent
from crm.database.shared_rates import forget_full
from crm.database.store import Store
from crm.figures.rollup import roll_up
from crm.forgetting.stale import forget_held_contacts, forget_stale
from crm.handoff import calls, expiry
from crm.joining.codes import send_codes
from crm.messages import outbox, search
from crm.staff import push_subscriptions, sessions, sign_in_failures
from crm.staff.presence import GONE_AFTER
from crm.surveys.asking import ask_after_cases, ask_after_librarians
from crm.surveys.definitions import ensure
from crm.trust.periods import days_of
from library.port import Library

__all__ = ["Chores", "jobs"]


class Chores:
    """Each chore as a method that returns how much it did."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        engine: EngineClient,
        conversations: ConversationService,
        hub: Hub,
        wording: Wording,
    ) -> None:
        self._settings = settings
        self._store = store
        self._engine = engine
        self._conversations = conversations
        self._hub = hub
        self._wording = wording
        self._retention = Retention(settings, store)

    async def close_silent(self) -> int:
        """Close conversations in which nobody has said anything for the session's length."""
        before = self._store.clock.now() - timedelta(minutes=self._settings.session_minutes)
        return await close_silent(self._store, before=before)

    async def expire_handoffs(self) -> int:
        """Give conversations back to the bot that no librarian came for."""
        now, span = self._store.clock.now(), timedelta(minutes=self._settings.handoff_minutes)
        await self._wording.refresh(self._store)
        expired = await expiry.expire(
            self._store,
            before=now - span,
            held_before=now - expiry.HELD_TIMES * span,
            wording=self._wording.nobody_came,
            held_wording=self._wording.broken_off,
        )
        return len(expired)

    async def tell_those_who_wait(self) -> int:
        """Tell patrons who have waited for a while how it stands: nobody has come yet, or a librarian is there."""
        now = self._store.clock.now()
        before = now - timedelta(minutes=self._settings.handoff_word_minutes)
        await self._wording.refresh(self._store)
        told = await expiry.tell_those_who_wait(
            self._store,
            before=before,
            wording=lambda language, since: self._wording.nobody_yet(
                language, int((now - since).total_seconds() // 60)
            ),
        )
        held = await expiry.tell_those_held(self._store, before=before, wording=self._wording.somebody_is_there)
        return told + held

    async def feed_streams(self) -> int:
        """Tell open streams what other processes have put into the outbox for the web; it is kept for the rest."""
        return await feed_streams(self._store, self._hub, self._settings.notice_rules)

    async def take_back(self) -> int:
        """Make due again what a gateway was sending that is gone."""
        # Alone on its store a gateway does that at its start, and may be sending now.
        return 0 if self._store.holder is None else await outbox.recover(self._store)

    async def harden(self) -> int:
        """Bring to the disk what was written in the last second."""
        await self._store.harden()
        return 0

    async def take_up_turns(self) -> int:
        """Run turns again that are open and that nobody works at, as after a store that was locked too long."""
        # What is younger may just be on its way to its turn. What a gateway left that is gone is taken up at once.
        older_than = timedelta(seconds=2 * self._settings.turn_seconds + 30)
        return await self._conversations.resume(older_than=older_than)

    async def index_messages(self) -> int:
        """Make new messages findable by their words."""
        done = 0
        while indexed := await search.index_new(self._store):
            done += indexed
        return done

    async def erase_what_is_old(self) -> int:
        """Erase what is older than the library keeps it."""
        return await self._retention.run()

    async def drop_uploads(self) -> int:
        """Delete files that were uploaded for an import and not imported within a day."""
        return await uploaded.forget_old(self._store, self._settings.home)

    async def forget_ended(self) -> int:
        """Let the engine forget conversations that are over."""
        return await forget_ended(self._store, self._engine)

    async def ask_how_it_was(self) -> int:
        """Ask patrons whom a librarian has talked with how it was."""
        # Looking at them in the console changes nothing: what ships is put there here.
        await ensure(self._store)
        return await ask_after_librarians(self._store, self._settings.notice_rules)

    async def ask_whether_it_helped(self) -> int:
        """Ask complainants whose matter was settled a day ago or longer."""
        await ensure(self._store)
        return await ask_after_cases(self._store, self._settings.notice_rules)

    async def forget_sign_ins(self) -> int:
        """Delete the staff's sessions of long ago, their browsers and calls, and what is left of patrons' visits."""
        store, now = self._store, self._store.clock.now()
        days = await days_of(store, self._settings.retention_defaults)
        done = await push_subscriptions.forget_signed_out(store) + await calls.forget_old_calls(store)
        done += await sessions.forget_old_sessions(store) + await sign_in_failures.forget_old_failures(store)
        imports_before = now - timedelta(days=days["imports"])
        done += await reports.forget_old(store, imports_before)
        return done + await forget_stale(
            store, visitors_before=now - timedelta(days=days["visitors"]), imports_before=imports_before
        )


async def _watch_open_files() -> int:
    return few_left()


def jobs(
    settings: Settings,
    store: Store,
    engine: EngineClient,
    conversations: ConversationService,
    hub: Hub,
    wording: Wording,
    library: Library,
) -> list[Job]:
    """List every chore with how often it is done."""
    mirroring = Mirroring(settings, store, library)
    chores = Chores(settings, store, engine, conversations, hub, wording)
    # Where there are several gateways, what one leaves that is gone is waited for.
    take_up_seconds = 3.0 if settings.database_url.startswith("postgres") else 30.0
    return [
        Job("feed streams", 1.0, chores.feed_streams, everywhere=True),
        Job("outlive a power cut", 1.0, chores.harden, everywhere=True),
        Job("index messages", 1.0, chores.index_messages),
        Job("keep figures", 300.0, lambda: roll_up(store), LATER),
        Job("note late cases", 30.0, lambda: note_breaches(store)),
        # Not before the librarians' pages have found the gateway again: till then nobody seems to be there.
        Job("expire hand-offs", 10.0, chores.expire_handoffs, GONE_AFTER.total_seconds()),
        Job("tell those who wait", 10.0, chores.tell_those_who_wait),
        Job("take up turns", take_up_seconds, chores.take_up_turns, everywhere=True),
        Job("sign out on time", 5.0, lambda: sign_out_on_time(store, hub), everywhere=True),
        Job("close silent conversations", 30.0, chores.close_silent),
        Job("forget ended conversations", 30.0, chores.forget_ended),
        Job("erase what is old", 3600.0, chores.erase_what_is_old, LATER),
        Job("drop old uploads", 3600.0, chores.drop_uploads, LATER, everywhere=True),
        Job("tell failed sign-ins", 60.0, lambda: sign_in_failures.tell_folded(store), LATER),
        Job("keep the audit trail's head", 10.0, HeadKeeper(store, settings.home).keep, everywhere=True),
        Job("watch open files", 10.0, _watch_open_files, everywhere=True),
        Job("forget old sign-ins", 3600.0, chores.forget_sign_ins, LATER),
        Job("take back what was half sent", 5.0, chores.take_back),
        Job("forget held contacts", 30.0, lambda: forget_held_contacts(store)),
        Job("forget full buckets", 60.0, lambda: forget_full(store)),
        Job("begin the day", 120.0, Nightly(settings, store).run, LATER),
        *_codes(settings, store),
        *_waiting_mail(settings, store),
        *_push_calls(settings, store),
        *_harvests(settings, store),
        Job("ask how it was", 60.0, chores.ask_how_it_was, LATER),
        # All that were settled in weeks are looked at, and a day or more has passed: no minute counts.
        Job("ask whether it helped", 600.0, chores.ask_whether_it_helped, LATER),
        Job("read loans for notices", 60.0, mirroring.run, LATER),
        Job("send notices", 60.0, Notices(settings, store, mirroring).run, LATER),
    ]


def _codes(settings: Settings, store: Store) -> list[Job]:
    """Give the job that proves applicants' contacts, where the library can write to any."""
    if not settings.notice_channels & {"email", "sms"}:
        return []
    from bot.channels.letters.codes import Codes

    codes = Codes(settings, store.clock)
    return [Job("send codes", 2.0, lambda: send_codes(store, codes))]


def _waiting_mail(settings: Settings, store: Store) -> list[Job]:
    """Give the job that writes to the library when patrons wait and nobody is there, where it can write letters."""
    if not settings.smtp_host:
        return []
    from bot.channels.letters.waiting import WaitingMail

    # Not before the librarians' pages have found the gateway again: till then nobody seems to be there.
    return [Job("mail that patrons wait", 30.0, WaitingMail(settings, store).run, GONE_AFTER.total_seconds())]


def _push_calls(settings: Settings, store: Store) -> list[Job]:
    """Give the job that calls the staff’s browsers, where there is a key to sign it with."""
    if not settings.push_key:
        return []
    from bot.channels.letters.push import PushCalls

    return [Job("call the staff", 1.0, PushCalls(settings, store).run)]


def _harvests(settings: Settings, store: Store) -> list[Job]:
    """Give the job that harvests the catalogue, where there is a repository: what imports need loads slowly."""
    if not settings.oai_url:
        return []
    from bot.jobs.harvesting import Harvesting

    return [Job("harvest the catalogue", 600.0, Harvesting(settings, store).run, LATER)]
