"""Erase what is older than the library keeps it, everywhere; the figures stay. docs/privacy.md has the periods."""

from __future__ import annotations

from datetime import timedelta

from bot.settings import Settings
from crm.forgetting.cases import erase_old_cases
from crm.forgetting.conversations import erase_late_notes, erase_old_conversations
from crm.forgetting.learning import erase_comments, erase_content_history, erase_proposals, erase_questions
from crm.forgetting.saved_tests import erase_saved_tests
from crm.forgetting.visitors import forget_links, forget_visitors
from crm.store import Store

__all__ = ["erase_what_is_old"]


async def erase_what_is_old(settings: Settings, store: Store) -> int:
    """Erase everything whose time is over, and what is left of it in the files; give how much it was."""
    now = store.clock.now()
    talks, cases = now - timedelta(days=settings.retention_days), now - timedelta(days=settings.case_retention_days)
    # Before the conversations, whose ends their periods hang on.
    done = await erase_saved_tests(store, before=talks)
    done += await erase_old_conversations(store, before=talks)
    done += await erase_late_notes(store, before=talks)
    done += await erase_questions(store, before=talks)
    done += await erase_proposals(store, before=talks)
    done += await erase_content_history(store, before=talks)
    done += await erase_comments(store, before=talks)
    done += await erase_old_cases(store, before=cases)
    done += await forget_visitors(store, before=talks)
    done += await forget_links(store)
    # Also when nothing was erased now: what a turn is done with is erased all the time.
    await store.tidy()
    return done
