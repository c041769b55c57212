"""The console's services for its handlers, built once for the whole application."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.channels.web.hub import Hub
from bot.channels.web.services import Gateway
from bot.console.frame.events import ConsoleEvents
from bot.content.project import Project
from bot.conversation.channel import Channel
from bot.conversation.service import ConversationService
from bot.conversation.signs import LiveSigns
from bot.conversation.wording import Wording
from bot.engine_client import EngineClient
from bot.models.service import ModelService
from bot.settings import Settings
from bot.watching.standing import Watch
from crm.database.store import Store
from crm.staff.sessions import Spans
from library.port import Library

__all__ = ["Console"]


@dataclass(frozen=True, slots=True)
class Console:
    """The services that a handler of the console may need."""

    settings: Settings
    store: Store
    library: Library
    engine: EngineClient
    conversations: ConversationService
    hub: Hub
    wording: Wording
    events: ConsoleEvents
    models: ModelService
    content: Project
    signs: LiveSigns
    watch: Watch
    chats: Sequence[Channel] = ()

    @classmethod
    def of(
        cls,
        gateway: Gateway,
        wording: Wording,
        events: ConsoleEvents,
        models: ModelService,
        watch: Watch,
        chats: Sequence[Channel] = (),
    ) -> Console:
        """Take the parts of a gateway."""
        return cls(
            settings=gateway.settings,
            store=gateway.store,
            library=gateway.library,
            engine=gateway.engine,
            conversations=gateway.conversations,
            hub=gateway.hub,
            wording=wording,
            events=events,
            models=models,
            content=gateway.content,
            signs=gateway.signs,
            watch=watch,
            chats=tuple(chats),
        )

    @property
    def secure(self) -> bool:
        """Tell whether the console is reached by https, so that cookies travel nowhere else."""
        return self.settings.public_url.startswith("https://")

    @property
    def spans(self) -> Spans:
        """Give how long a session of the staff lasts."""
        settings = self.settings
        return Spans(timedelta(minutes=settings.staff_idle_minutes), timedelta(hours=settings.staff_session_hours))
