"""Uses of text keys in the code and in the templates."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import jinja2
from jinja2 import nodes

__all__ = ["ANY", "Uses", "read_uses"]

# What takes a key, as which of its arguments, and what stands before the key.
_TAKES = {"say": (1, ""), "text": (1, ""), "go_to": (1, ""), "t": (0, ""), "HomeCard": (0, "home.")}
# Stands for the part of a key that is put in when the program runs.
ANY = "*"
_START = re.compile(r"[a-z0-9_]+\.")
_PATTERN = re.compile(r"[a-z0-9_.*]+")


@dataclass(slots=True)
class Uses:
    """What code and templates say of keys.

    `named` are the keys that are asked for by name, `patterns` those that are put together, with `*` for what is put
    in (`cases.status.*`), both with the file; `words` is every other string: it may be a key, or a part of one.
    """

    named: dict[str, str] = field(default_factory=dict)
    patterns: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def note(self, word: str, place: str) -> None:
        """Note a string; half a key ("cases.status.") is one to which something is added elsewhere."""
        if word.endswith(".") and _START.match(word) and _PATTERN.fullmatch(word):
            self.patterns.setdefault(word + ANY, place)
        else:
            self.words.setdefault(word, place)

    def note_joined(self, parts: Iterable[str | None], place: str) -> None:
        """Note a string that is put together; None is what is put in."""
        pattern = "".join(ANY if part is None else part for part in parts)
        if _START.match(pattern) and _PATTERN.fullmatch(pattern):
            self.patterns.setdefault(pattern + ANY if pattern.endswith(".") else pattern, place)


def read_uses(folders: Iterable[Path], besides: Path | None = None) -> Uses:
    """Read all Python files and templates of folders, those below `besides` left out."""
    found = Uses()
    templates = jinja2.Environment(autoescape=True)
    for folder in folders:
        for file in sorted([*folder.rglob("*.py"), *folder.rglob("*.html")]):
            if besides is not None and file.is_relative_to(besides):
                continue
            place, source = str(file.relative_to(folder.parent)), file.read_text(encoding="utf-8")
            if file.suffix == ".py":
                _Python(found, place).visit(ast.parse(source))
            else:
                _read_template(found, place, templates.parse(source))
    return found


class _Python(ast.NodeVisitor):
    def __init__(self, found: Uses, place: str) -> None:
        self._found, self._place = found, place

    def visit_Call(self, node: ast.Call) -> None:
        """Note the key that a call names."""
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        at, before = _TAKES.get(called, (len(node.args), ""))
        for key in _strings(node.args[at]) if at < len(node.args) else ():
            self._found.named.setdefault(before + key, self._place)
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        """Note a string."""
        if isinstance(node.value, str):
            self._found.note(node.value, self._place)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Note a string with something put in."""
        parts = [str(part.value) if isinstance(part, ast.Constant) else None for part in node.values]
        self._found.note_joined(parts, self._place)
        for part in node.values:
            if not isinstance(part, ast.Constant):
                self.visit(part)


def _strings(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _strings(node.body)
        yield from _strings(node.orelse)


def _read_template(found: Uses, place: str, node: nodes.Node) -> None:
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
        at, before = _TAKES.get(node.node.name, (len(node.args), ""))
        for key in _template_strings(node.args[at]) if at < len(node.args) else ():
            found.named.setdefault(before + key, place)
    if isinstance(node, nodes.Concat):
        found.note_joined((part.value if isinstance(part, nodes.Const) else None for part in node.nodes), place)
    elif isinstance(node, nodes.Const) and isinstance(node.value, str):
        found.note(node.value, place)
    for child in node.iter_child_nodes():
        if not (isinstance(node, nodes.Concat) and isinstance(child, nodes.Const)):
            _read_template(found, place, child)


def _template_strings(node: nodes.Node | None) -> Iterator[str]:
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, nodes.CondExpr):
        yield from _template_strings(node.expr1)
        yield from _template_strings(node.expr2)
