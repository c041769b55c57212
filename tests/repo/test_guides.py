"""The guides name pages, buttons and roles as the console does, and the librarian's says the same in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import ROOT
from bot.texts.catalogue import sources
from bot.texts.files import forms_of, key_of, read

DOCS = ROOT / "docs"
GUIDES = {"fa": DOCS / "fa" / "librarian.md", "en": DOCS / "librarian.md"}
PAGES = [
    *(("fa", page) for page in sorted((DOCS / "fa").glob("*.md"))),
    *(("en", page) for page in (ROOT / "README.md", *sorted(DOCS.glob("*.md")))),
]
QUOTED = {"fa": r"«([^»]+)»", "en": r"“([^”]+)”"}
# What is quoted and is no text of ours, with the reason why.
EXCEPTIONS = {
    **dict.fromkeys(("؟", "?", "/", "j", "k"), "keys"),
    **dict.fromkeys(
        ("چه چیزی از من می‌دانید؟", "داده‌هایم را پاک کنید", "What do you know about me?", "cancel", "back",
         "برگرد", "renew my books", "کتاب‌هایم را تمدید کن", "by the patron"),
        "what patrons or other systems write",
    ),
    **dict.fromkeys(("نداریم", "Only here", "you said, we did", "Choosing a fact", "earlier"), "what is meant"),
    **dict.fromkeys(
        ("astronomy", "the Silk Road", "The Picture of Dorian Gray", "climate change", "Cosmos"), "books and subjects"
    ),
}  # fmt: skip
# The texts that a part of the librarian's guide may name, besides those of the menu; in the order of the parts.
PARTS = (
    ("me",), ("home", "presence"), ("inbox",), ("inbox", "places"), ("desk", "outcome", "cases.contact"),
    ("patrons", "audit"), ("cases",), ("questions",), ("review",), ("audit",),
)  # fmt: skip
# What is read out and not seen: nobody finds a button by it.
UNSEEN = ("presence.go_away", "presence.come_back")


def texts(language: str) -> dict[str, set[str]]:
    """Give the keys of every text of a language."""
    found: dict[str, set[str]] = {}
    for file in sources(language):
        for message in read(file):
            for form in forms_of(message):
                found.setdefault(form, set()).add(key_of(message))
    return found


def terms(language: str, text: str) -> list[str]:
    """Give what is quoted, without what is code."""
    bare = re.sub(r"^```.*?^```$|^    .*$|`[^`]*`", "", text, flags=re.MULTILINE | re.DOTALL)
    return [" ".join(term.split()) for term in re.findall(QUOTED[language], bare)]


def parts(language: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give the parts of the librarian's guide with what they may name."""
    found = re.split(r"^##+ .*$", GUIDES[language].read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert len(found) == len(PARTS)
    yield from zip(PARTS, found, strict=True)


@pytest.mark.parametrize(("language", "page"), PAGES, ids=lambda one: one if isinstance(one, str) else one.stem)
def test_what_is_quoted_is_a_text_of_ours(language: str, page: Path) -> None:
    known = texts(language)
    named = terms(language, page.read_text(encoding="utf-8"))
    assert [term for term in named if term not in known and term not in EXCEPTIONS] == []


def test_every_exception_is_needed() -> None:
    named = {term for language, page in PAGES for term in terms(language, page.read_text(encoding="utf-8"))}
    assert set(EXCEPTIONS) <= named


@pytest.mark.parametrize("language", GUIDES)
def test_a_button_is_named_where_it_is(language: str) -> None:
    known = texts(language)
    for rooms, text in parts(language):
        for term in terms(language, text):
            if term in EXCEPTIONS:
                continue
            seen = {key for key in known[term] if key.startswith(("nav.", *(f"{room}" for room in rooms)))}
            assert seen - set(UNSEEN), f"“{term}” is none of {', '.join(rooms)}"


def test_the_guide_says_the_same_in_both_languages() -> None:
    keys = {language: texts(language) for language in GUIDES}
    for (rooms, persian), (_, english) in zip(parts("fa"), parts("en"), strict=True):
        pairs = list(zip(terms("fa", persian), terms("en", english), strict=True))
        for fa, en in pairs:
            assert fa in EXCEPTIONS or keys["fa"][fa] & keys["en"][en], f"{rooms}: “{en}” is not «{fa}»"
        assert persian.count("\n* ") == english.count("\n- ")


@pytest.mark.parametrize("page", sorted((DOCS / "fa").glob("*.md")), ids=lambda page: page.stem)
def test_roles_have_the_names_of_the_console(page: Path) -> None:
    roles = {form for form, keys in texts("fa").items() if any(key.startswith("role.") for key in keys)}
    assert "مدیر سامانه" in roles
    text = page.read_text(encoding="utf-8")
    assert set(re.findall(r"\b\w+ سامانه\b(?= (?:است|به شما|می‌تواند)|:| \|)", text)) <= roles
    assert "سرپرست سامانه" not in text and "سرپرستان سامانه" not in text
