"""A try-out inside the set-up: the library is asked as a patron asks, and each answer says where it comes from."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from bot.channels.web.visitors import Visitors
from bot.console.frame.fields import HiddenField, TextField
from bot.console.frame.forms import Form
from bot.console.frame.reading import changes_of
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from bot.conversation.message import IncomingMessage, Pressed
from crm.conversations.identities import Identity
from crm.conversations.transcript import TranscriptLine, lines
from crm.library_info.setting_up import examples
from crm.messages.views import messages_after
from protocol.values import MOST_CHARACTERS, Language

__all__ = ["Panel", "TriedLine", "TryOutForm", "asked", "begun"]

# Where an answer that is no fact comes from: by what was asked, the place's name, its page and who may go there.
_PLACES = {
    "hours": ("hours", "/console/places", Permission.READ_PLACES),
    "location": ("branches", "/console/places", Permission.READ_PLACES),
    "events": ("events", "/console/places/events", Permission.READ_PLACES),
    "loan_policy": ("rules", "/console/places/rules", Permission.READ_PLACES),
    "staff_contact": ("library", "/console/places/library", Permission.READ_PLACES),
    "search_book": ("catalogue", "/console/imports", Permission.IMPORT),
    "shelf_location": ("catalogue", "/console/imports", Permission.IMPORT),
    "new_arrivals": ("catalogue", "/console/imports", Permission.IMPORT),
    "recommendation": ("catalogue", "/console/imports", Permission.IMPORT),
    "hold": ("catalogue", "/console/imports", Permission.IMPORT),
}
# More turns than anybody makes before beginning anew.
MOST_SHOWN = 40


class TryOutForm(Form):
    """One message: typed, one of the examples, or a button of the last answer; `chat` proves whose it is."""

    chat = HiddenField(most=100)
    key = HiddenField(most=64)
    words = TextField("setup.try_say", most=MOST_CHARACTERS, dir="auto")
    example = HiddenField(most=MOST_CHARACTERS)
    pressed = HiddenField(most=40)


@dataclass(frozen=True, slots=True)
class TriedLine:
    """One message as it is shown: `sources` are names of places with their pages."""

    line: TranscriptLine
    sources: Sequence[tuple[str, str]] = ()

    @property
    def wants_sign_in(self) -> bool:
        """Tell whether a patron would be offered to sign in here."""
        return bool((self.line.custom or {}).get("sign_in"))


@dataclass(frozen=True, slots=True)
class Panel:
    """The try-out as it stands: the form for what is said next, examples, what was said, and why there is no answer."""

    form: TryOutForm
    examples: Sequence[str]
    said: Sequence[TriedLine] = ()
    problem: str | None = None

    @property
    def buttons(self) -> list[tuple[str, str]]:
        """The buttons of what was said last: what is sent, and what stands on each."""
        last = self.said[-1].line if self.said else None
        if last is None or last.sender != "bot":
            return []
        return [(f"{last.id}.{place}", button["title"]) for place, button in enumerate(last.buttons or ())]


async def begun(visit: Visit) -> Panel:
    """Give a try-out in which nothing was said yet."""
    return Panel(_fresh(visit, ""), await _examples(visit))


async def asked(visit: Visit, form: TryOutForm) -> Panel:
    """Say what was sent, as a visitor who counts as a try, and give what came of it."""
    visitors = Visitors(visit.store)
    token = form.chat.data
    identity = await visitors.find(token)
    said = await _said(visit, form, identity)
    if said is None:
        return Panel(_fresh(visit, token if identity else ""), await _examples(visit), await _lines(visit, identity))
    if identity is None:
        identity, token = await visitors.create(visit.language, is_test=True)
    key = form.key.data or str(uuid.uuid4())
    language = cast(Language, visit.language)
    outcome = await visit.console.conversations.receive(IncomingMessage(identity, key, said, language))
    refused = outcome.refused
    return Panel(
        _fresh(visit, token),
        await _examples(visit),
        await _lines(visit, identity),
        None if refused is None else refused.texts[visit.language],
    )


def _fresh(visit: Visit, token: str) -> TryOutForm:
    return TryOutForm(visit, chat=token, key=str(uuid.uuid4()))


async def _said(visit: Visit, form: TryOutForm, identity: Identity | None) -> str | Pressed | None:
    """Give what is to be said: a button only where it stands on a message of this very chat."""
    if form.pressed.data and identity is not None:
        number, _, place = form.pressed.data.partition(".")
        for view in await messages_after(visit.store, identity.id, 0, limit=200):
            if str(view.id) == number and place.isascii() and place.isdigit() and int(place) < len(view.buttons):
                button = view.buttons[int(place)]
                return Pressed(button["payload"], button["title"])
    return form.example.data or form.words.data or None


async def _lines(visit: Visit, identity: Identity | None) -> list[TriedLine]:
    views = [] if identity is None else await messages_after(visit.store, identity.id, 0, limit=200)
    if not views:
        return []
    intent: str | None = None
    shown = []
    for line in await lines(visit.store, views[-1].interaction_id, internal=False):
        intent = (line.intent or intent) if line.sender == "patron" else intent
        shown.append(TriedLine(line, _sources(visit, line, intent) if line.sender == "bot" else ()))
    return shown[-MOST_SHOWN:]


def _sources(visit: Visit, line: TranscriptLine, intent: str | None) -> list[tuple[str, str]]:
    """Name where an answer comes from: the facts that it told, or the place of what was asked; then its words."""
    changes = [(visit.t(f"talk.change.{kind}"), address) for kind, address in changes_of(visit.reader, line, None)]
    place = _PLACES.get(intent or "")
    if place is not None and not line.told and visit.may(place[2]):
        changes.insert(0, (visit.t(f"setup.from.{place[0]}"), place[1]))
    return changes


async def _examples(visit: Visit) -> list[str]:
    """Give questions about what is set up, and what every library is asked."""
    found, language = await examples(visit.store, visit.language), visit.language
    asks = []
    if found.branch is not None:
        asks.append(visit.t("setup.example.hours", branch=found.branch[language] or found.branch["fa"]))
    if found.title is not None:
        asks.append(visit.t("setup.example.title", title=found.title))
    if found.has_rules:
        asks.append(visit.t("setup.example.rules"))
    if found.question is not None and found.question[language]:
        asks.append(found.question[language])
    return [*asks, visit.t("setup.example.contact"), visit.t("setup.example.loans")]
