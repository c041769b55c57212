"""The domain file: its intents and answers, and the insertion of a new intent."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.content.errors import ContentRefused
from language.answers import Answers
from protocol import plain_yaml
from protocol.values import LANGUAGES

__all__ = ["NewIntent", "add_intent", "check_name", "intents", "load", "texts_of", "write_intent"]

_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
LONGEST_NAME = 40
RULES = "data/rules/added.yml"


@dataclass(frozen=True, slots=True)
class NewIntent:
    """An intent that staff add: its short names are what a patron reads on a button."""

    name: str
    names: Mapping[str, str]
    answer: Mapping[str, str]
    examples: Mapping[str, Sequence[str]] = field(default_factory=dict)


def load(path: Path) -> dict[str, Any]:
    """Read a domain file as plain data."""
    loaded = plain_yaml.load(path.read_text(encoding="utf-8"))
    if not isinstance(loaded, dict):
        raise ContentRefused("file_broken", file=path.name, why="no mapping")
    return loaded


def intents(path: Path) -> list[str]:
    """Give the names of the intents in their order."""
    about = path.stat()
    return list(_intents(path, about.st_mtime_ns, about.st_size))


def check_name(path: Path, name: str) -> None:
    """Raise ContentRefused when the name of a new intent is not fit or taken."""
    if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        raise ContentRefused("intent_name", name=name)
    domain = load(path)
    taken = {f"utter_{name}", f"utter_intent_{name}"} & set(domain["responses"])
    if name in intents(path) or taken:
        raise ContentRefused("intent_taken", name=name)


def add_intent(folder: Path, new: NewIntent) -> None:
    """Write the intent, its answer, its name and its rule; raises ContentRefused when the files are not sound then."""
    write_intent(folder / "domain.yml", new)
    _add_rule(folder / RULES, new.name)


def write_intent(path: Path, new: NewIntent) -> None:
    """Write the intent, its answer and its name into a domain file; raises ContentRefused."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    answers = [*_answer(f"utter_{new.name}", new.answer), *_answer(f"utter_intent_{new.name}", new.names)]
    # From the end backwards, so that the first insertion moves no line of the second.
    for section, added in sorted(
        (("responses", answers), ("intents", [f"- {new.name}:\n", "    use_entities: []\n"])),
        key=lambda each: -sections(path)[each[0]],
    ):
        at = sections(path)[section] + 1
        lines[at:at] = added
    part = path.with_name("domain.yml.part")
    part.write_text("".join(lines), encoding="utf-8")
    before, after = load(path), load(part)
    wanted = {**before, "intents": [*before["intents"], {new.name: {"use_entities": []}}]}
    wanted["responses"] = {**before["responses"], **{n: after["responses"].get(n) for n in _names(new)}}
    if after != wanted or None in (after["responses"].get(name) for name in _names(new)):
        part.unlink()
        raise ContentRefused("file_form", file="domain.yml", intent=new.name)
    problems = [problem for problem in Answers.from_domain(after).problems() if new.name in str(problem)]
    if problems:
        part.unlink()
        raise ContentRefused("answer_unfit", why=str(problems[0]))
    part.replace(path)


def texts_of(response: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Give the text of each language of an answer of a domain."""
    return {each["condition"][0]["value"]: each["text"] for each in response}


def sections(path: Path) -> dict[str, int]:
    """Give the number of the last line (0-based) that belongs to each top-level key of a YAML file."""
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()
    root = plain_yaml.compose(source)
    if not isinstance(root, yaml.MappingNode):
        raise ContentRefused("file_broken", file=path.name, why="no mapping")
    starts = [key.start_mark.line for key, _ in root.value] + [len(lines)]
    last = {}
    for (key, _), end in zip(root.value, starts[1:], strict=True):
        line = end - 1
        # Blank lines and comments before the next key are the next key's.
        while line > key.start_mark.line and (not lines[line].strip() or lines[line].startswith("#")):
            line -= 1
        last[str(key.value)] = line
    return last


@lru_cache(8)
def _intents(path: Path, _changed: int, _size: int) -> tuple[str, ...]:
    return tuple(next(iter(each)) if isinstance(each, dict) else str(each) for each in load(path)["intents"])


def _names(new: NewIntent) -> tuple[str, str]:
    return f"utter_{new.name}", f"utter_intent_{new.name}"


def _answer(name: str, texts: Mapping[str, str]) -> list[str]:
    lines = [f"  {name}:\n"]
    for language in LANGUAGES:
        # JSON's strings are YAML's double-quoted ones.
        lines.append(f"  - text: {json.dumps(texts[language].strip(), ensure_ascii=False)}\n")
        lines.append(f"    condition: [{{type: slot, name: language, value: {language}}}]\n")
    return lines


def _add_rule(path: Path, name: str) -> None:
    if path.is_file():
        text = path.read_text(encoding="utf-8").rstrip("\n") + "\n"
    else:
        text = (
            '# Intents that staff added in the console: each is answered by its own text.\nversion: "3.1"\n\nrules:\n'
        )
    gap = "" if text.endswith("rules:\n") else "\n"
    text += f"{gap}- rule: {name}\n  steps:\n  - intent: {name}\n  - action: utter_{name}\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
