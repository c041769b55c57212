"""How tests read pages: by a parser, and each text by its key."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bot.texts.catalogue import languages, sources
from bot.texts.files import forms_of, key_of, read

TESTS = Path(__file__).resolve().parents[1]
# What reads templates, scripts and mails as they are written, and not pages as they are sent.
SOURCES_READ = {"bot/console/test_texts.py", "bot/console/test_odd_values.py"}
ATTRIBUTE = re.compile(
    r"""(?<![\[\w-])(?:name|value|href|src|action|class|id|type|role|title|lang|dir|(?:data|aria|hx)-[\w-]+)=\\?["']"""
)
TAG = re.compile(r"</?[a-z][a-z0-9]*\b|<\[\^>\]")
CUTTERS = {"split", "rsplit", "partition", "rpartition", "count", "index", "find"}
FOLDERS_OF_PAGES = (
    "bot/channels",
    "bot/console",
    "bot/importing",
    "bot/notices",
    "bot/pages",
    "bot/web",
    "bot/widget",
    "browser",
)
# In these a page is looked at: what is written there is what somebody reads.
LOOKS = re.compile(r"^(?:get_by_|to_have_text|to_contain_text|to_have_attribute|filter$|link$|row$)")
# What stands in a catalogue too, and is none of it where it is asserted: said by a fake of the tests, or named in
# domain.yml.
OTHERS = {
    "ساعت کار",
    "Opening hours",
    "You are signed in.",
    "You are signed out.",
    "of the console",
}
# Codes are written so.
CODE = re.compile("[a-z_.]+")


@cache
def modules() -> list[tuple[str, ast.Module]]:
    files = {file.relative_to(TESTS).as_posix(): file for file in sorted(TESTS.rglob("*.py"))}
    return [
        (name, ast.parse(file.read_text(encoding="utf-8")))
        for name, file in files.items()
        if not name.startswith("repo/")
    ]


def literals(node: ast.AST) -> Iterator[str]:
    """Give the words of a literal, those of a formatted one with a mark for what is put in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "\0" for part in node.values)


def test_no_regular_expression_reads_a_page() -> None:
    found = []
    for name, tree in modules():
        for node in ast.walk(tree):
            is_pattern = (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and bool(node.args)
            )
            if is_pattern and name not in SOURCES_READ:
                words = next(literals(node.args[0]), "")
                if ATTRIBUTE.search(words) or TAG.search(words):
                    found.append(f"{name}:{node.lineno} {words}")
    assert found == [], "tests/support/html.py reads pages"


def test_no_page_is_searched_or_cut_by_its_tags() -> None:
    found = []
    for name, tree in modules():
        for node in ast.walk(tree):
            searched: list[ast.expr] = []
            tags_too = False
            if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn):
                searched = [node.left]
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CUTTERS:
                searched, tags_too = node.args[:1], True
            for words in (words for one in searched for words in literals(one)):
                if ATTRIBUTE.search(words) or (tags_too and TAG.search(words)):
                    found.append(f"{name}:{node.lineno} {words}")
    assert found == [], "tests/support/html.py reads pages"


@cache
def texts() -> tuple[frozenset[str], str]:
    """Give the texts of the catalogues, and all of them in one, to be searched."""
    found = {
        form
        for language in languages()
        for file in sources(language)
        for message in read(file)
        if message.id and not key_of(message).startswith("answers.sample.")
        for form in forms_of(message)
    }
    return frozenset(found), "\n".join(found)


def asserted(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Give the literals that a test compares with what is shown, or looks a page's elements up by."""
    for node in ast.walk(tree):
        looked_for: list[ast.expr] = []
        if isinstance(node, ast.Compare):
            looked_for = [node.left, *node.comparators]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and LOOKS.match(node.func.attr):
            looked_for = [*node.args, *(word.value for word in node.keywords)]
        for one in looked_for:
            parts = one.elts if isinstance(one, ast.List | ast.Tuple | ast.Set) else [one]
            for part in parts:
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.lineno, part.value


@pytest.mark.parametrize("folder", FOLDERS_OF_PAGES)
def test_no_text_of_the_catalogues_is_written_down_again(folder: str) -> None:
    whole, together = texts()
    found = []
    for name, tree in modules():
        if not name.startswith(f"{folder}/"):
            continue
        for line, words in asserted(tree):
            is_text = len(words) >= 8 and words in whole and not CODE.fullmatch(words)
            is_part = len(words) >= 12 and " " in words.strip() and words in together
            if (is_text or is_part) and words not in OTHERS:
                found.append(f"{name}:{line} {words}")
    assert found == [], "tests/support/texts.py gives a text by its key"
