"""Playing of conversations: a system on a fresh demonstration library, at a fixed moment, answers each row."""

from __future__ import annotations

import tempfile
import threading
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

from benchmarks.talk.rows import Row
from bot.channels.telegram.commands import read_command
from bot.cli.client import ChatClient, ChatError, ChatTurn
from bot.conversation.message import Pressed
from library import seed
from tests.support.system import System, make_begun_system, rows

__all__ = ["MOMENT", "Reply", "plain", "play_all", "waves"]

# What a patron has left behind in a store, beside loans and reservations.
_LEFT_BEHIND = (
    "case_heard", "case_event", "service_case", "subscription", "notice", "interest_term", "interest", "title_match",
    "application", "data_request", "survey_invitation", "sign_in_failures", "sign_in_throttle",
)  # fmt: skip
# A Thursday morning in Tehran: days, loans and events of the demonstration are counted from it.
MOMENT = "2026-11-26T07:00:00+00:00"
_MIXING = dict.fromkeys(range(0x2066, 0x206A))

Conversation = Sequence[Row]


@dataclass(frozen=True)
class Reply:
    """The system's answer to a row: texts, buttons, the answers' names and statuses, and the reading.

    `missing` says why a row could not be played; `after_sign_in` is what was said when the patron had signed in.
    """

    row: Row
    reply: list[str] = field(default_factory=list)
    intent: str | None = None
    confidence: float | None = None
    buttons: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    statuses: list[str] = field(default_factory=list)
    after_sign_in: list[str] = field(default_factory=list)
    missing: str | None = None


def plain(text: str) -> str:
    """Leave out the invisible signs that keep mixed directions apart."""
    return unicodedata.normalize("NFC", text).translate(_MIXING)


def waves(talks: Sequence[Conversation], *, each_fresh: bool = False) -> list[list[Conversation]]:
    """Deal conversations out to stores: no store sees two that sign in with one card."""
    dealt: list[list[Conversation]] = []
    seen: list[set[str]] = []
    for talk in talks:
        cards = {row.signed_in_with for row in talk if row.signed_in_with}
        place = next((i for i, used in enumerate(seen) if not used & cards and not each_fresh), len(dealt))
        if place == len(dealt):
            dealt.append([])
            seen.append(set())
        dealt[place].append(talk)
        seen[place] |= cards
    return dealt


def play_all(
    talks: Sequence[Conversation],
    *,
    moment: str = MOMENT,
    workers: int = 3,
    each_fresh: bool = False,
    one_start: bool = False,
    say: Callable[[str], None] = lambda _: None,
) -> Iterator[Reply]:
    """Play conversations, several at once but each in its own chat; gives the replies in the order of the rows.

    With `one_start` a single system plays all, and between two stores patrons' records are put back to the beginning.
    """
    dealt = waves(talks, each_fresh=each_fresh)
    with ExitStack() as stack:
        system: System | None = None
        for number, wave in enumerate(dealt, 1):
            say(f"store {number} of {len(dealt)}: {len(wave)} conversations …")
            if system is not None and one_start:
                system.circulation_as_begun(*_LEFT_BEHIND)
            else:
                stack.close()
                folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="ketabyar-talk-"))
                system = make_begun_system(Path(folder) / "home", {"KETABYAR_NOW": moment})
                stack.callback(system.stop)
                system.start()
            with ThreadPoolExecutor(workers) as pool:
                for replies in pool.map(partial(_play, system), wave):
                    yield from replies


def _play(system: System, talk: Conversation) -> list[Reply]:
    return _Player(system).play(talk)


class _Player:
    """One patron with one chat."""

    # Readers of the store's file wait for each other, not for the system.
    _reading = threading.Lock()

    def __init__(self, system: System) -> None:
        self._system = system
        self._card: str | None = None
        self._buttons: list[dict[str, str]] = []

    def play(self, talk: Conversation) -> list[Reply]:
        """Do what the rows say; after a row that cannot be played the rest is played all the same."""
        with ChatClient(self._system.url, talk[0].lang) as chat:
            return [self._turn(chat, row) for row in talk]

    def _turn(self, chat: ChatClient, row: Row) -> Reply:
        try:
            resumed = self._sign_in(chat, row)
            if not row.is_playable:
                return Reply(row, after_sign_in=resumed, missing="neither words nor a button")
            turn = self._said(chat, row)
        except ChatError as error:
            return Reply(row, missing=str(error))
        if turn is None:
            return Reply(row, after_sign_in=resumed, missing="no such button")
        self._buttons = turn.buttons or self._buttons
        kept = self._kept(turn.message_ids)
        return Reply(
            row,
            reply=[plain(text) for text in turn.replies],
            intent=turn.intent,
            confidence=turn.confidence,
            buttons=[plain(button["title"]) for button in turn.buttons],
            names=[str(one["answer_name"]) for one in kept],
            statuses=[str(one["status"]) for one in kept],
            after_sign_in=resumed,
        )

    def _sign_in(self, chat: ChatClient, row: Row) -> list[str]:
        if row.signed_in_with is None or row.signed_in_with == self._card:
            return []
        pin = _pins().get(row.signed_in_with)
        if pin is None:
            raise ChatError(f"the demonstration has no card {row.signed_in_with}.")
        said = chat.sign_in(row.signed_in_with, pin)
        self._card = row.signed_in_with
        return [plain(text) for text in said]

    def _said(self, chat: ChatClient, row: Row) -> ChatTurn | None:
        if row.press is not None:
            title = plain(row.press)
            button = next((one for one in self._buttons if plain(one["title"]) == title), None)
            return chat.press(button) if button is not None else None
        if not row.text.startswith("/"):
            return chat.say(row.text)
        # A command of Telegram's menu, or a payload as an old page would send it.
        meaning = read_command(row.text, row.lang)
        said = meaning.said if meaning is not None else Pressed(row.text, row.text)
        if isinstance(said, str):
            return chat.say(said)
        return chat.press({"payload": said.payload, "title": said.title or row.text})

    def _kept(self, ids: Sequence[int]) -> list[dict[str, Any]]:
        if not ids:
            return []
        places = ", ".join("?" * len(ids))
        with self._reading:
            return rows(
                self._system.store_path,
                f"select answer_name, answer_status as status from message where id in ({places}) order by id",
                *ids,
            )


@cache
def _pins() -> dict[str, str]:
    return {patron.card: patron.pin for patron in seed.read(seed.DEMO_FILE).patrons if patron.card and patron.pin}
