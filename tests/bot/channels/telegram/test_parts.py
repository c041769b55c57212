"""The parts that need no Telegram: cutting texts, laying out buttons, reading commands and updates."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import BadRequest, NetworkError

from bot.channels.telegram.bot_api_client import BotApiClient
from bot.channels.telegram.commands import COMMANDS, CommandMeaning, read_command
from bot.channels.telegram.keyboards import button_key, keyboard, read_key
from bot.channels.telegram.messengers import BALE, Messenger
from bot.channels.telegram.plain import as_plain
from bot.channels.telegram.rendering import letter_of
from bot.channels.telegram.splitting import split, units
from bot.channels.telegram.texts import only_private, say
from crm.messages.views import MessageView
from tests.support.texts import phrase

PERSIAN = re.compile("[\u0600-\u06ff]")


@given(st.text(alphabet=st.sampled_from("ab \n\u200cکت📚"), max_size=300), st.integers(2, 40))
def test_parts_fit_and_lose_nothing_but_white_space(text: str, limit: int) -> None:
    parts = split(text, limit)
    assert all(part and units(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("  \n ", []),
        ("abc", ["abc"]),
        ("line one\nline two", ["line one", "line two"]),
        ("one two three", ["one two", "three"]),
        ("abcdefghijklmno", ["abcdefghij", "klmno"]),
        ("📚📚📚📚📚📚", ["📚📚📚📚📚", "📚"]),
    ],
)
def test_texts_are_cut_where_a_reader_would(text: str, parts: list[str]) -> None:
    assert split(text, 10) == parts


def test_a_key_fits_what_telegram_carries_and_is_read_back() -> None:
    key = button_key(10**17, 99)
    assert len(key.encode()) <= 64
    assert read_key(key) == (10**17, 99)


@pytest.mark.parametrize("data", [None, "", "b:1", "b:1:-1", "b:x:1", "b:1:1 ", "/renew", "b:" + "9" * 40 + ":1"])
def test_anything_else_is_no_key(data: str | None) -> None:
    assert read_key(data) is None


def test_buttons_are_laid_out_by_their_length_and_the_link_comes_first() -> None:
    scores = keyboard(1, [{"title": str(n), "payload": f"/rate{n}"} for n in range(1, 6)])
    assert scores is not None and [len(row) for row in scores.inline_keyboard] == [5]
    long = [{"title": "یک عنوان بسیار بلند برای دکمه", "payload": "/x"}, {"title": "", "payload": "/y"}]
    with_link = keyboard(7, long, links=[("ورود", "https://library.example/x")])
    assert with_link is not None
    assert [[key.url or key.callback_data for key in row] for row in with_link.inline_keyboard] == [
        ["https://library.example/x"],
        ["b:7:0"],
    ]
    assert keyboard(1, []) is None


def test_a_message_of_buttons_alone_gets_a_text() -> None:
    view = MessageView(3, 1, 2, "bot", " ", [{"title": "A", "payload": "/a"}], {}, "en", datetime.now(UTC), None)
    assert letter_of(view, "en", None).parts == (phrase("telegram.choose", "en"),)


@pytest.mark.parametrize(
    ("text", "language", "spoken"),
    [
        ("/start", "fa", CommandMeaning("/greet", "/start")),
        ("/start ref-42 <b>", "fa", CommandMeaning("/greet", "/start")),
        ("/HOURS@Some_Bot", "en", CommandMeaning("/hours", "/hours")),
        ("/hours  tomorrow ", "en", CommandMeaning(None, "opening hours tomorrow")),
        ("/language english", "en", CommandMeaning(None, "change the language to english")),
        ("/librarian", "fa", CommandMeaning("/human_help", "/librarian")),
        ("/", "fa", None),
        ("/ hours", "fa", None),
        ("/renew{}", "fa", None),
        ("hours", "fa", None),
    ],
)
def test_commands_are_read(text: str, language: str, spoken: CommandMeaning | None) -> None:
    assert read_command(text, language) == spoken


def test_what_is_said_stays_within_telegrams_limits() -> None:
    assert PERSIAN.search(only_private()) and phrase("telegram.only_private", "en") in only_private()
    assert all(units(say("stale_button", language)) <= 200 for language in ("fa", "en"))
    for command in COMMANDS:
        assert re.fullmatch(r"[a-z0-9_]{1,32}", command.name)
        assert all(1 <= len(line) <= 256 for line in map(command.line, ("fa", "en")))


def test_reasons_tell_no_secrets() -> None:
    token = "123456:AA-secret"
    bot = Messenger("bale", "Bale", BALE, token, "http://127.0.0.1:1/bot", webhook_secret="hook-secret-of-the-tests")
    client = BotApiClient(bot)
    assert client.reason(NetworkError(f"POST https://x/bot{token}/sendMessage")) == (
        "NetworkError: POST https://x/bot[token]/sendMessage"
    )
    quoted = client.reason(BadRequest("button URL 'https://l.example/sign-in/tok?lang=fa' is invalid"))
    assert "tok" not in quoted.split("/sign-in/")[1].replace("token", "")
    hook = client.reason(BadRequest(f"bad webhook: https://l.example{bot.hook_path} cannot be reached"))
    assert hook.endswith("/bale/webhook/[secret] cannot be reached")
    assert client.reason(ValueError("private words")) == "ValueError"
    assert token not in repr(bot) and "hook-secret" not in repr(bot)
    assert client.number == "123456"
    assert BotApiClient(replace(bot, token="odd-token")).number == "bot"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("«*بوف کور*» _هدایت_ `x`", "«∗بوف کور∗» ˍهدایتˍ ʻxʻ"),
        ("[اینجا](https://evil.example/a_b) را ببینید", "[اینجا]﹙https://evil.example/a_b) را ببینید"),
        ("https://library.example/sign-in/a_b*c", "https://library.example/sign-in/a_b*c"),
        ("به info_desk@library.example بنویسید.", "به info_desk@library.example بنویسید."),
        ("", ""),
    ],
)
def test_text_for_a_messenger_that_reads_markdown_has_none(text: str, plain: str) -> None:
    assert as_plain(text) == plain
    assert units(plain) == units(text)
