"""Random turns through the web channel: whatever is said and pressed, in whatever order, the bot behaves.

It always answers, in the patron's language, shows no name of the machinery and no placeholder, does not say the same
thing over and over, and does and tells nothing of an account for who is not signed in.

`KETABYAR_RANDOM_TURNS` (default 150) says how many of each kind, `KETABYAR_RANDOM_SEED` from where; a failure names
both turns and seed.
"""

from __future__ import annotations

import os
import random
import re
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from bot.cli.client import ChatClient, ChatError
from protocol import plain_yaml
from tests.dialogue.test_conversations import PIN, plain
from tests.support.system import System, Systems

ROOT = Path(__file__).parents[2]
# So many, and not for so long: a failure comes again with its seed, on any machine.
TURNS = int(os.environ.get("KETABYAR_RANDOM_TURNS", "150"))
SEED = int(os.environ.get("KETABYAR_RANDOM_SEED", "20261124"))
TURNS_OF_A_CHAT = 25
CARDS = ("30000501", "30000502")

# What only who is signed in may hear.
OF_AN_ACCOUNT = re.compile(
    r"utter_(?:loans|loan_due|renew|hold_(?:placed|confirm|where|refused|cancelled|gone|not_cancelled)|holds"
    r"|cancel_hold|fines|account$|account_contact|greet_name|signed_in(?:$|_resume))"
)
MACHINERY = re.compile(r"\b(?:utter|action|validate)_\w+|\bnlu_fallback\b|\b[a-z]+_[a-z_]+\b|\bNone\b(?! of)|^/\w+")
PLACEHOLDER = re.compile(r"\{\w*\}|\[(?:card|pin|phone|email|national-id|bank-card|postal-code)\]")
ASKING_BACK = ("clarified", "fallback")
EMPTYISH = (".", "؟", "…", "\u200c.", "!!!", "،", "- -", "؟؟؟؟", "\u2066\u2069.", "0", "۰")
EMOJI = ("🙂", "👍", "😡😡", "📚❤️", "⭐⭐⭐⭐", "🤖?", "🇮🇷")
JUNK = (
    "/renew", '/renew{"which":"all"}', '/renew{"ref":"loan:1"}', '/affirm{"ref":"nothing"}', '/deny{"ref":"x"}',
    "/affirm", "/deny", "/cancel", '/hold{"ref":"title:t-owl","branch":"saadi"}', '/hold{"ref":"title:none"}', "/loans",
    "/fines", '/cancel_hold{"ref":"hold:1"}', '/search_book{"title":"{x}"}', "/nothing_known", "/hold{broken",
    '/renew{"password":"x"}', "/restart", "/signed_in", "/stale_button", "/nlu_fallback", '/rate{"score":"99"}',
    '/renew{"which":"-4"}', "/complaint", "/change_language", "/goodbye", '/loans{"ref":[1,2]}',
    '/hours{"branch":"nowhere"}',
)  # fmt: skip


@lru_cache(maxsize=1)
def utterances() -> tuple[str, ...]:
    """Every utterance of the training data, without marks."""
    said: list[str] = []
    for file in sorted((ROOT / "data" / "nlu").rglob("*.yml")):
        for part in plain_yaml.load(file.read_text(encoding="utf-8"))["nlu"]:
            lines = part.get("examples", "").splitlines() if "intent" in part else []
            said += [re.sub(r"\[([^\]]+)\][({][^)}]*[)}]", r"\1", line.strip()[2:]) for line in lines if line.strip()]
    return tuple(said)


@dataclass
class Walk:
    """One patron who says and presses anything."""

    system: System
    chat: ChatClient
    dice: random.Random
    language: str
    may_sign_in: bool
    identity: int
    signed_in: bool = False
    status: str = "open"
    offered: list[dict[str, str]] = field(default_factory=list)
    said: list[tuple[str, str | None, str, bool]] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    last_id: int = 0

    def step(self) -> None:
        """Do one thing, and look at what comes back."""
        if self.status != "open":
            # Who waits for a librarian hears nothing from the bot until the talk is given back to it.
            self.post("/back_to_bot", {"payload": "/back_to_bot", "title": "…"})
            return
        kinds: list[tuple[int, Callable[[], None]]] = [
            (10, lambda: self.say(self.dice.choice(utterances()))),
            (5, self.press),
            (2, lambda: self.press_payload(self.dice.choice(JUNK))),
            (1, lambda: self.say(self.dice.choice(EMPTYISH))),
            (1, lambda: self.say(self.dice.choice(EMOJI))),
            (1, lambda: self.say(self.long_text())),
            (1, lambda: self.say(self.dice.choice(("yes", "no", "بله", "نه", "ok", "اولی", "the second one")))),
            (1, self.sign_in),
            (1, lambda: self.press_payload("/sign_out")),
        ]
        weights = [weight for weight, _ in kinds]
        self.dice.choices(kinds, weights)[0][1]()

    def long_text(self) -> str:
        """A letter, some longer than what is taken."""
        words = [self.dice.choice(utterances()) for _ in range(60)]
        return " ".join(words)[: self.dice.choice((400, 1900, 2600))]

    def say(self, text: str) -> None:
        """Type something."""
        self.post(text, {"text": text})

    def press(self) -> None:
        """Press a button of the last answers, or of any earlier one."""
        if self.offered:
            button = self.dice.choice(self.offered[-8:] if self.dice.random() < 0.7 else self.offered)
            self.post(f"[{plain(button['title'])}]", {"payload": button["payload"], "title": button["title"]})

    def press_payload(self, payload: str) -> None:
        """Send what no button may have offered."""
        self.post(payload, {"payload": payload, "title": "…"})

    def sign_in(self) -> None:
        """Link a card, where this patron may."""
        if not self.may_sign_in or self.signed_in:
            return
        self.chat.sign_in(self.dice.choice(CARDS), PIN)
        self.signed_in = True
        self.log.append("— signed in —")
        self.look("— signed in —", None)

    def post(self, shown: str, body: dict[str, str]) -> None:
        """Send a message and check the answer."""
        self.log.append(f">> {shown[:160]}")
        try:
            turn = self.chat._turn(body)
        except ChatError as refused:
            # Too long, or no payload of ours: refused in words.
            assert str(refused).strip(), self.told("an empty refusal")
            assert not MACHINERY.search(str(refused)), self.told(str(refused))
            self.log.append(f"   refused: {refused}")
            return
        waiting = self.status != "open" and turn.state["status"] != "open"
        self.status = turn.state["status"]
        self.language = turn.state["language"]
        assert turn.replies or waiting, self.told("no answer")
        for text in turn.replies:
            self.log.append(f"   {plain(text)[:300]!r}")
        self.offered += turn.buttons
        was_in = self.signed_in
        self.signed_in = bool(turn.state["signed_in"])
        self.look(shown, turn.intent, signed_in=was_in)

    def look(self, shown: str, intent: str | None, *, signed_in: bool = True) -> None:
        """Check what the bot has said since the last look."""
        with sqlite3.connect(self.system.store_path) as store:
            rows = store.execute(
                "select m.id, m.body, m.answer_name, m.answer_status, m.language, m.buttons from message m"
                " join interaction i on i.id = m.interaction_id join channel_identity c on c.id = i.channel_identity_id"
                " where m.id > ? and m.sender = 'bot' and c.id = ? order by m.id",
                (self.last_id, self.identity),
            ).fetchall()
        for number, body, name, _status, language, buttons in rows:
            self.last_id = number
            text = plain(body or "")
            assert text.strip(), self.told("an empty answer")
            assert not MACHINERY.search(without_quotes(text)), self.told(f"the machinery shows: {text}")
            echo = PLACEHOLDER.search(text)
            assert echo is None or echo.group() in shown, self.told(f"a placeholder: {text}")
            assert "/" not in "".join(button["title"] for button in loaded(buttons))[:1], self.told(
                "a payload as title"
            )
            sent = [button["payload"] for button in loaded(buttons)]
            assert len(sent) == len(set(sent)), self.told(f"two buttons send the same: {sent}")
            assert language == self.language, self.told(f"answered in {language}, the chat is in {self.language}")
            told = summaries(self.system)
            assert written_in(self.language, text, told), self.told(f"not written in {self.language}: {text}")
            if not signed_in:
                assert not OF_AN_ACCOUNT.match(str(name)), self.told(f"{name} for somebody who is not signed in")
        if rows:
            self.remember(shown, intent, "\n".join(str(row[1]) for row in rows), rows)

    def remember(self, shown: str, intent: str | None, text: str, rows: list[Any]) -> None:
        """Keep an answer, and see that it is not the third of its kind in a row to different wishes."""
        self.said.append((shown, intent, text, rows[-1][3] in ASKING_BACK))
        last = self.said[-3:]
        same = len(last) == 3 and len({one[2] for one in last}) == 1
        different = len({one[0] for one in last}) == 3 and len({one[1] for one in last}) > 1
        assert not (same and different and not all(one[3] for one in last)), self.told(f"three times: {text}")

    def told(self, problem: str) -> str:
        """A problem with the way to it."""
        return f"{problem}\nseed {SEED}, after:\n" + "\n".join(self.log[-24:])


def loaded(buttons: Any) -> list[dict[str, str]]:
    """Buttons as the store keeps them."""
    return list(plain_yaml.load(buttons) or []) if buttons else []


def without_quotes(text: str) -> str:
    """What is quoted may be the patron's own words."""
    return re.sub(r"[«“\"][^»”\"]*[»”\"]", "", text)


def summaries(system: System) -> tuple[str, ...]:
    """What the catalogue says titles are about, each in the language it was catalogued in."""
    with sqlite3.connect(system.store_path) as store:
        rows = store.execute("select distinct summary from title_record where summary <> ''")
        return tuple(plain(row[0]) for row in rows)


def written_in(language: str, text: str, summaries: Sequence[str] = ()) -> bool:
    """Tell whether a text has words of its language; titles and their summaries may stand in the other one.

    A title with nothing but its summary has no words of ours.
    """
    left = text
    for summary in summaries:
        left = left.replace(summary, "")
    rest = without_quotes(left)
    words = re.search(r"[آ-ی]{2}" if language == "fa" else r"[A-Za-z]{2}", rest)
    return words is not None or (left != text and re.search(r"\w", rest) is None)


def accounts(system: System) -> list[Any]:
    """All that could be done to an account, as the store has it."""
    with sqlite3.connect(system.store_path) as store:
        return [
            store.execute(f"select * from {table} order by id").fetchall()
            for table in ("loan", "hold", "renewal_attempt")
        ]


def newest_identity(system: System) -> int:
    """The key of the chat partner who came last."""
    with sqlite3.connect(system.store_path) as store:
        return int(store.execute("select max(id) from channel_identity").fetchone()[0])


def stroll(system: System, dice: random.Random, *, may_sign_in: bool) -> None:
    """Let patrons say and press anything, one chat after the other."""
    for _ in range(-(-TURNS // TURNS_OF_A_CHAT)):
        language = dice.choice(("fa", "en"))
        with system.chat(language) as chat:
            walk = Walk(system, chat, dice, language, may_sign_in, newest_identity(system))
            for _ in range(TURNS_OF_A_CHAT):
                walk.step()


def test_only_titles_and_their_summaries_are_told_in_another_language() -> None:
    summary = "Bilbo leaves his hole."
    assert written_in("fa", f"«The Hobbit»: {summary}", [summary])
    assert written_in("fa", f"«The Hobbit» را داریم: {summary}", [summary])
    assert not written_in("fa", f"«The Hobbit»: {summary}")
    assert not written_in("fa", f"«The Hobbit» is about this: {summary}", [summary])
    assert not written_in("fa", "«The Hobbit»", [summary])


@pytest.mark.slow
@pytest.mark.timeout(TURNS + 600)
def test_whatever_a_stranger_does_no_account_is_touched(systems: Systems) -> None:
    system = systems(None)
    before = accounts(system)
    stroll(system, random.Random(SEED), may_sign_in=False)
    assert accounts(system) == before


@pytest.mark.slow
@pytest.mark.timeout(TURNS + 600)
def test_whatever_a_patron_does_the_bot_behaves(systems: Systems) -> None:
    stroll(systems(None), random.Random(SEED + 1), may_sign_in=True)
