"""Every word of the console in both languages, and none in the templates."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from bot.console.frame.features import features
from bot.console.frame.missing_texts import TextsMissing
from bot.console.frame.pages import TEMPLATES
from bot.console.frame.roles import PERMISSIONS, Permission
from bot.console.frame.routes import console_routes
from bot.console.frame.speech import Speech
from bot.console.texts import say, texts
from protocol.clock import FixedClock
from tests.bot.console.conftest import NOW

PERSIAN = re.compile("[\u0600-\u06ff]")
# A half-space is missing or misplaced: a space before a suffix, or Arabic letters for Persian ones.
ODD = re.compile("[\u064a\u0643\u0649]| (?:ها|های|هایی|تر|ترین)(?= |$|[.،؛:])|\\bمی [\u0600-\u06ff]| \u200c|\u200c ")
CALL = re.compile(r"""\bt\(\s*"([a-z0-9_.]+)"\s*[,)]""")
TEMPLATE_FILES = sorted(TEMPLATES.rglob("*.html"))


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_say_the_same_things() -> None:
    wrong = [key for key, (fa, en) in texts().items() if not fa.strip() or not en.strip() or fields(fa) != fields(en)]
    assert wrong == []


def test_each_stands_in_its_own_script() -> None:
    allowed = {"language.switch"}
    english = [key for key, (_, en) in texts().items() if PERSIAN.search(en) and key not in allowed]
    persian = [key for key, (fa, _) in texts().items() if not PERSIAN.search(fa) and key not in allowed]
    assert english == []
    assert [key for key in persian if re.search("[A-Za-z]{4}", texts()[key][0])] == []


def test_persian_is_written_as_it_should_be() -> None:
    wrong = {key: fa for key, (fa, _) in texts().items() if ODD.search(fa) or re.search("[0-9]", _outside(fa))}
    assert wrong == {}


def _outside(text: str) -> str:
    """Take out what is Latin anyway: names in braces, code, and days of the Gregorian calendar."""
    return re.sub(r"\{[^}]*\}|[A-Za-z][\w./:-]*|\d{4}-\d\d-\d\d", "", text)


def test_no_straight_marks() -> None:
    wrong = {key: pair for key, pair in texts().items() if '"' in pair[0] + pair[1] or "'" in pair[0] + pair[1]}
    assert wrong == {}


@pytest.mark.parametrize("file", TEMPLATE_FILES, ids=lambda file: str(file.relative_to(TEMPLATES)))
def test_every_key_is_known_and_no_word_stands_in_a_template(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    unknown = [key for key in CALL.findall(source) if key not in texts()]
    assert unknown == []
    assert not PERSIAN.search(re.sub(r"\{#.*?#\}", "", source, flags=re.S))
    # The macro that writes attributes has their names outside of any tag.
    source = re.sub(r"\{% macro _about.*?endmacro %\}", "", source, flags=re.S)
    visible = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->|<[^>]*>", " ", source, flags=re.S)
    words = [word for word in re.findall(r"[A-Za-z]{3,}", visible) if word not in {"Esc", "nbsp", "amp", "times"}]
    assert words == []


@pytest.mark.parametrize("file", TEMPLATE_FILES, ids=lambda file: str(file.relative_to(TEMPLATES)))
def test_no_template_switches_the_escaping_off(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape|\bMarkup\b", source)
    assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=\"", source)
    assert not re.search(r"hx-on|hx-vals='js:|hx-vals=\"js:", source)


def test_every_role_permission_and_place_has_its_words() -> None:
    wanted = [f"role.{role}" for role in PERMISSIONS] + [f"may.{one}" for one in Permission]
    wanted += [f"nav.{item.key}" for feature in features() for item in feature.nav]
    assert [key for key in wanted if key not in texts()] == []


@pytest.mark.parametrize("key", ["nav.trail", "home.failed_sign_ins", "staff.unlocked", "me.codes", "list.csv"])
def test_a_text_that_is_missing_stops_the_start(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known = {name: pair for name, pair in texts().items() if name != key}
    monkeypatch.setattr("bot.console.frame.routes.texts", lambda: known)
    with pytest.raises(TextsMissing, match=re.escape(key)):
        console_routes()


def test_every_notice_is_known() -> None:
    root = Path(str(TEMPLATES.parent))
    for file in root.rglob("*.py"):
        for key in re.findall(r'go_to\([^"\n]*(?:f?"[^"]*")?, "([a-z_.]+)"', file.read_text(encoding="utf-8")):
            assert key in texts(), f"{file.name}: {key}"


def test_an_unknown_key_is_an_error_and_numbers_are_in_the_readers_digits() -> None:
    fa = Speech("fa", "jalali", "Asia/Tehran", FixedClock(NOW))
    en = Speech("en", "gregorian", "Asia/Tehran", FixedClock(NOW))
    with pytest.raises(KeyError):
        say(fa, "no.such.key")
    assert say(fa, "list.total", n=1200) == "۱٬۲۰۰ مورد"
    assert say(en, "list.total", n=1200) == "1,200 items"
    assert say(en, "list.total", n=1) == "1 item"
