"""Words stand in catalogues, and none in the templates of the console."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.console.frame.features import features
from bot.console.frame.locale import Locale
from bot.console.frame.pages import TEMPLATES
from bot.console.frame.roles import PERMISSIONS, Permission
from bot.console.frame.say import say
from bot.texts import MissingText, has_text
from bot.texts.catalogue import sources
from bot.texts.files import forms_of, key_of, read
from protocol.clock import FixedClock
from tests.support.desk import NOW

PERSIAN = re.compile("[\u0600-\u06ff]")
TEMPLATE_FILES = sorted(TEMPLATES.rglob("*.html"))


@pytest.mark.parametrize("file", TEMPLATE_FILES, ids=lambda file: str(file.relative_to(TEMPLATES)))
def test_no_word_stands_in_a_template(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    assert not PERSIAN.search(re.sub(r"\{#.*?#\}", "", source, flags=re.S))
    # The macros that write attributes have their names outside of any tag.
    source = re.sub(r"\{% macro (?:_about|counts)\(.*?endmacro %\}", "", source, flags=re.S)
    # Lines to be pasted elsewhere are code, in whatever language they are read.
    source = re.sub(r"<code>.*?</code>", "", source, flags=re.S)
    visible = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->|<[^>]*>", " ", source, flags=re.S)
    words = [word for word in re.findall(r"[A-Za-z]{3,}", visible) if word not in {"Esc", "nbsp", "amp", "times"}]
    assert words == []


@pytest.mark.parametrize("file", TEMPLATE_FILES, ids=lambda file: str(file.relative_to(TEMPLATES)))
def test_no_template_switches_the_escaping_off(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape|\bMarkup\b", source)
    # Mail programs know no style sheets; what is a letter is no page, and no policy of pages holds there.
    styled = r"<style" if file.name == "mail.html" else r"<style|\sstyle="
    assert not re.search(rf"<script(?![^>]*src=)|{styled}|\son\w+=\"", source)
    assert not re.search(r"hx-on|hx-vals='js:|hx-vals=\"js:", source)


def test_every_role_permission_and_place_has_its_words() -> None:
    wanted = [f"role.{role}" for role in PERMISSIONS] + [f"may.{one}" for one in Permission]
    wanted += [f"nav.{item.key}" for feature in features() for item in feature.nav]
    assert [key for key in wanted if not has_text(key)] == []


def test_an_unknown_key_is_an_error_and_numbers_are_in_the_readers_digits() -> None:
    fa = Locale("fa", "jalali", "Asia/Tehran", FixedClock(NOW))
    en = Locale("en", "gregorian", "Asia/Tehran", FixedClock(NOW))
    with pytest.raises(MissingText):
        say(fa, "no.such.key")
    assert say(fa, "list.total", n=1200) == "۱٬۲۰۰ مورد"
    assert say(en, "list.total", n=1200) == "1,200 items"
    assert say(en, "list.total", n=1) == "1 item"


def test_what_a_card_of_the_first_page_says_begins_like_a_sentence() -> None:
    told = {
        key_of(message): form
        for file in sources("en")
        for message in read(file)
        for form in forms_of(message)
        # How old data is stands behind a colon.
        if re.fullmatch(r"home\.(?!data_age\.).*", key_of(message))
    }
    assert len(told) > 10
    assert [key for key, text in told.items() if text[0].islower()] == []
