"""Every regular expression of ours, and texts made to slow each of them down."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from types import ModuleType
from typing import Any

from process.pace import TooLong, within
from protocol.values import MOST_CHARACTERS

# Python's own reading of a pattern; it brings the constants with it.
sre = importlib.import_module("re._parser" if sys.version_info >= (3, 11) else "sre_parse")

LENGTH = MOST_CHARACTERS
MOST_SECONDS = 0.020
# A reading of so long a beginning foretells one of the whole: sixty-four times as long, were it cubic.
_BEGINNING = 250
_FORETOLD = MOST_SECONDS / 64
_PATIENCE = 0.25
# So many beginnings are read at once, as long as they do not take what one alone may.
_TOGETHER = 10
# A square pattern on 600 signs, and what it takes on the machine that the limits above were set on.
_YARDSTICK = re.compile(r"(?:a|bc|cd)*x")
_YARDSTICK_SECONDS = 0.0025
_VARIANTS = 8
_FUNCTIONS = frozenset("compile search match fullmatch split findall finditer sub subn".split())
_CALLED_ON = re.compile(rf"\.\s*(?:{'|'.join(sorted(_FUNCTIONS))})\b")
_AT_ONE_PLACE = frozenset({"match", "fullmatch"})

#: What is repeated in texts that slow down many a pattern, whatever it is about.
UNITS = (
    "1,", "1, ", "1 and ", "no. 1 and ", "except no. 1 and ", "@.", "a@b.c ", "12:30 ", "1/2/3-", " ", ", ", "\u200c",
    " \u200c", "1", "۱", "۱ و ", "دومی و ", "سی ام,", "لطفا ", "رو ", "می ", "ه ی ", "ه", "(", ")", "[", "«", "«a ",
    "\"", "'", "'a ", "-", "!", "؟ ", ". ", "\n", "a", "aa ", "آ", "و ", "and ", "the ", "in ", "{", "/a", "<",
    "\ufdfa", "e\u0301", "\u202e", "📚 ", "in the library ", "رو دارید ", "بیست و ", "فردا ", "ساعت ۵ ", "salam ",
)  # fmt: skip

Nodes = Sequence[Any]


@dataclass(frozen=True)
class Slow:
    """A text on which a pattern, or a function, is slow."""

    name: str
    text: str
    seconds: float

    def __str__(self) -> str:
        return f"{self.name}: {self.seconds * 1000:.1f} ms on {self.text[:60]!r}… of {len(self.text)}"


def modules(*packages: str) -> list[ModuleType]:
    """Import packages with everything in them, but for what runs when it is imported."""
    found = []
    for name in packages:
        package = importlib.import_module(name)
        found.append(package)
        for each in pkgutil.walk_packages(package.__path__, f"{name}."):
            if not re.search(r"\.__main__$|\.migrations\.", each.name):
                found.append(importlib.import_module(each.name))
    return found


@dataclass(frozen=True)
class Found:
    """A pattern with the module and the name, or the line and the function of `re`, where it was found."""

    module: str
    name: str
    pattern: re.Pattern[str]
    written: str = ""

    def __str__(self) -> str:
        return f"{self.module}.{self.name} {self.pattern.pattern[:40]!r}"


def patterns(loaded: Iterable[ModuleType]) -> list[Found]:
    """Give every text pattern of modules: kept anywhere, or written into a call of `re`."""
    found: dict[tuple[str, int], Found] = {}

    def keep(pattern: re.Pattern[Any], module: str, name: str) -> None:
        if isinstance(pattern.pattern, str):
            found.setdefault((pattern.pattern, pattern.flags), Found(module, name, pattern))

    loaded = list(loaded)
    roots = tuple({module.__name__.partition(".")[0] for module in loaded})
    seen: set[int] = set()
    for module in loaded:
        for name, value in list(vars(module).items()):
            _look_into(value, (module.__name__, name), roots, seen, keep)
    known = {text for text, _ in found}
    for module in loaded:
        for line, function, text in _written(module):
            if text not in known:
                found.setdefault((text, 0), Found(module.__name__, f"line {line}", re.compile(text), function))
    return list(found.values())


def _look_into(
    value: Any,
    where: tuple[str, str],
    roots: tuple[str, ...],
    seen: set[int],
    keep: Callable[[re.Pattern[Any], str, str], None],
) -> None:
    if isinstance(value, re.Pattern):
        keep(value, *where)
        return
    if isinstance(value, (str, bytes, int, float, ModuleType)) or id(value) in seen:
        return
    seen.add(id(value))
    inside: Iterable[Any] = ()
    if isinstance(value, Mapping):
        inside = [*value.keys(), *value.values()]
    elif isinstance(value, (list, tuple, set, frozenset)):
        inside = value
    elif str(getattr(value, "__module__", "")).partition(".")[0] in roots or type(value).__module__.startswith(roots):
        inside = [*vars(value).values()] if hasattr(value, "__dict__") else []
        inside += [getattr(value, name, None) for name in getattr(type(value), "__slots__", ())]
        if inspect.isfunction(value):
            inside += [cell.cell_contents for cell in value.__closure__ or () if cell.cell_contents is not None]
            inside += [*(value.__defaults__ or ()), getattr(value, "__wrapped__", None)]
    for each in inside:
        # What is kept among others is used by another name.
        _look_into(each, (where[0], f"{where[1]}[]"), roots, seen, keep)


class _Names(dict[str, Any]):
    """A module's names; any other one, a function's own, stands for a word."""

    def __missing__(self, name: str) -> Any:
        return getattr(__builtins__, name, "word")


@cache
def _nodes(module: ModuleType) -> tuple[ast.AST, ...]:
    """Give the nodes of a module's source, none of one that calls nothing of a pattern: to parse all takes seconds."""
    source = inspect.getsource(module)
    return tuple(ast.walk(ast.parse(source))) if _CALLED_ON.search(source) else ()


def _written(module: ModuleType) -> Iterator[tuple[int, str, str]]:
    """Give the patterns written into calls of `re` in a module's source: line, function, pattern."""
    for node in _nodes(module):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        if getattr(node.func.value, "id", None) != "re" or node.func.attr not in _FUNCTIONS:
            continue
        written = compile(ast.Expression(node.args[0]), "pattern", "eval")
        try:
            value = eval(written, {}, _Names(vars(module)))
        except (AttributeError, TypeError, KeyError, NameError):
            continue  # put together by a function: what it is put together of is seen where it is kept
        if isinstance(value, str):
            yield node.lineno, node.func.attr, value


def uses(loaded: Iterable[ModuleType]) -> dict[tuple[str, str], set[str]]:
    """Tell by which methods a module's own name, or a public one, is called: those of a pattern are how it is used.

    For a name that is looped over, `NAME[]`, by which methods each thing in it is.
    """
    found: dict[tuple[str, str], set[str]] = {}

    def note(module: ModuleType, name: str, methods: Iterable[str]) -> None:
        found.setdefault((module.__name__ if name.startswith("_") else "", name), set()).update(methods)

    for module in loaded:
        for node in _nodes(module):
            if isinstance(node, ast.Attribute) and isinstance(node.value, (ast.Name, ast.Attribute)):
                note(module, _called(node.value), [node.attr])
            for loop in [node] if isinstance(node, ast.For) else getattr(node, "generators", []):
                each = {one.id for one in ast.walk(loop.target) if isinstance(one, ast.Name)}
                methods = {
                    one.attr
                    for one in ast.walk(node)
                    if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id in each
                }
                for one in ast.walk(loop.iter):
                    if isinstance(one, (ast.Name, ast.Attribute)):
                        note(module, f"{_called(one)}[]", methods)
    return found


def _called(node: ast.Name | ast.Attribute) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr


def slow_texts(where: Found, used: Mapping[tuple[str, str], set[str]], most: float = MOST_SECONDS) -> Iterator[Slow]:
    """Give a text for each use of a pattern in which it takes longer than it may."""
    pattern = where.pattern
    # A loop over one of several lists that are kept together is seen as one over what is kept.
    name = re.sub(r"(?:\[\])+$", "[]", where.name)
    named = used.get((where.module if where.name.startswith("_") else "", name), set()) & _FUNCTIONS
    methods = {where.written} - {"compile", ""} or named
    works: dict[str, Callable[[str], object]] = {name: getattr(pattern, name) for name in methods & _AT_ONE_PLACE}
    if not methods or methods - _AT_ONE_PLACE:
        works |= {"search": lambda text: list(pattern.finditer(text))}
    if not methods:
        works |= {"fullmatch": pattern.fullmatch}
    texts = list(crafted(pattern)) if len(works) > 1 else crafted(pattern)
    for use, work in works.items():
        if (slow := next(_slow(work, chain(texts, usual()), most), None)) is not None:
            yield Slow(f"{where}.{use}", *slow)


def _slow(work: Callable[[str], object], texts: Iterator[tuple[str, str]], most: float) -> Iterator[tuple[str, float]]:
    """Give those of some texts, each with a beginning, on which work takes longer than it may, with its seconds."""
    while some := list(islice(texts, _TOGETHER)):
        # Setting a timer takes longer than reading most of them: first all together. The processor's own clock ticks
        # too seldom on some machines to see so short a reading: the wall's does.
        if seconds(lambda _: [work(beginning) for _, beginning in some], "", time.perf_counter) <= _FORETOLD:
            continue
        for text, beginning in some:
            if seconds(work, beginning, time.perf_counter) <= _FORETOLD:
                continue
            if (taken := best_of_three(work, text, most)) > most and taken > most * slowness():
                yield text, taken


def seconds(work: Callable[[str], object], text: str, clock: Callable[[], float] = time.process_time) -> float:
    """Time work on a text, in seconds of this process's own or of another clock; what does not end is stopped."""
    start = clock()
    try:
        within(_PATIENCE, lambda: work(text))
    except TooLong:
        return _PATIENCE
    return clock() - start


def slowness() -> float:
    """Tell how many times as long as usual this machine takes just now; never less than once."""
    return max(1.0, min(seconds(_YARDSTICK.search, "a" * 600) for _ in range(3)) / _YARDSTICK_SECONDS)


def best_of_three(work: Callable[[str], object], text: str, most: float) -> float:
    """Time work that may have been disturbed twice; what takes no longer than it may is not timed again."""
    taken = seconds(work, text)
    for _ in range(2):
        if most < taken < _PATIENCE:
            taken = min(taken, seconds(work, text))
    return taken


def slow_functions(works: Mapping[str, Callable[[str], object]], most: float) -> Iterator[Slow]:
    """Give a text for each function that takes longer than it may on a text of the full length."""
    texts = [(unit * LENGTH)[: LENGTH - len(tail)] + tail for unit in UNITS for tail in ("", " »x\x01")]
    for name, work in works.items():
        for text in texts:
            # A quarter of the text foretells the whole: sixteen times as long, were it square, and some more.
            if seconds(work, text[: LENGTH // 8] + text[-LENGTH // 8 :], time.perf_counter) < most / 32:
                continue
            if (taken := best_of_three(work, text, most)) > most and taken > most * slowness():
                yield Slow(name, text, taken)
                break


_TAILS = ("", "\x01", " \x01", "x!")


def crafted(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Make texts of the full length of what a pattern repeats, each ended by what it does not take, and beginnings."""
    tree = sre.parse(pattern.pattern, pattern.flags)
    made: set[str] = set()
    for prefix, unit in [*_pumps(list(tree), ""), *(("", unit) for unit in _variants(list(tree)))]:
        for tail in (*_TAILS, unit[:-1] + "\x01"):
            if unit and (text := _of_length(prefix, unit, tail)) not in made:
                made.add(text)
                yield text, _beginning(text)


@cache
def _usual() -> tuple[tuple[str, str], ...]:
    texts = {_of_length("", unit, tail) for unit in UNITS for tail in (*_TAILS, unit[:-1] + "\x01")}
    return tuple((text, _beginning(text)) for text in sorted(texts))


def usual() -> Iterator[tuple[str, str]]:
    """Give the texts that slow down many a pattern, with their beginnings; they are made once for all patterns."""
    return iter(_usual())


def _beginning(text: str) -> str:
    return text[: _BEGINNING // 2] + text[-_BEGINNING // 2 :]


def _of_length(prefix: str, unit: str, tail: str) -> str:
    prefix = prefix[:200]
    return (prefix + unit * (LENGTH // len(unit) + 1))[: LENGTH - len(tail)] + tail


def _pumps(nodes: Nodes, before: str) -> Iterator[tuple[str, str]]:
    """Give what stands before each repeat of a pattern, with what it repeats."""
    for at, (kind, value) in enumerate(nodes):
        for inside in _repeats(kind, value):
            units = _variants(inside)
            yield from ((before, unit) for unit in units)
            yield from ((before, one + other) for one, other in zip(units, units[1:]))  # noqa: B905 - pairs
            yield from _pumps(inside, before)
        for inside in _alternatives(kind, value):
            yield from _pumps(inside, before)
        before += next(iter(_variants(nodes[at : at + 1])), "")


def _repeats(kind: Any, value: Any) -> list[Nodes]:
    return [list(value[2])] if str(kind) in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") else []


def _alternatives(kind: Any, value: Any) -> list[Nodes]:
    if kind is sre.BRANCH:
        return [list(each) for each in value[1]]
    if kind is sre.SUBPATTERN:
        return [list(value[3])]
    if kind in (sre.ASSERT, sre.ASSERT_NOT):
        return [list(value[1])]
    if str(kind) == "ATOMIC_GROUP":
        return [list(value)]
    return []


def _variants(nodes: Nodes) -> list[str]:
    """Give some different texts that a part of a pattern takes, short ones first in each place."""
    found = [""]
    for kind, value in nodes:
        parts = _texts_of(kind, value)
        # Each text so far with the first part, and the first text with each part.
        found = list(dict.fromkeys([text + parts[0] for text in found] + [found[0] + part for part in parts]))
        found = found[:: max(1, len(found) // _VARIANTS)][:_VARIANTS]
    return found


def _texts_of(kind: Any, value: Any) -> list[str]:
    if kind is sre.LITERAL:
        return [chr(value)]
    if kind is sre.NOT_LITERAL:
        return ["b" if value == ord("a") else "a"]
    if kind is sre.ANY:
        return ["a", " "]
    if kind is sre.IN:
        return _signs(value)
    if repeated := _repeats(kind, value):
        once = _variants(repeated[0])
        least = value[0]
        return [*(text * least for text in once[:1]), *(text * max(1, least) for text in once)]
    if kind in (sre.ASSERT, sre.ASSERT_NOT):
        return [""]
    texts = [text for inside in _alternatives(kind, value) for text in _variants(inside)]
    return list(dict.fromkeys(texts)) or [""]


_CATEGORY = {"CATEGORY_DIGIT": "1۲", "CATEGORY_SPACE": " \n", "CATEGORY_WORD": "aی1", "CATEGORY_NOT_SPACE": "a.",
             "CATEGORY_NOT_WORD": " .", "CATEGORY_NOT_DIGIT": "a "}  # fmt: skip
_USUAL = "a1 .@-ی,(«\n_:"


def _signs(items: Sequence[tuple[Any, Any]]) -> list[str]:
    if items[0][0] is sre.NEGATE:
        out = re.compile("[" + "".join(re.escape(sign) for sign in "".join(_signs(items[1:]))) + "]")
        return [sign for sign in _USUAL if not out.match(sign)][:4] or ["\x02"]
    found = ""
    for kind, value in items:
        if kind is sre.LITERAL:
            found += chr(value)
        elif kind is sre.RANGE:
            found += chr(value[0]) + chr(value[1])
        else:
            found += _CATEGORY.get(str(value), "a")
    return list(dict.fromkeys(found))[:6]
