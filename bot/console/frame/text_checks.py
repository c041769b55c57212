"""Checks of one text that patrons will read: errors, and hints for a better text."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from bot.channels.telegram.splitting import LIMIT, units

__all__ = ["TextRemark", "check_text", "variables_of"]

# A patron reads a text of this length in one go; more is better said in two answers.
LONG = 700
_VARIABLE = re.compile(r"\{([A-Za-z_]\w*)\}")
_BRACES = re.compile(r"[{}]")
_MARKUP = re.compile(r"</?[a-zA-Z][^>]*>|\*\*|\[[^\]]+\]\(")
_ARABIC = re.compile("[\u064a\u0643\u0649]")
_HALF_SPACE = re.compile(
    "(?<![\u0620-\u06d3\u200c])ن?می [\u0620-\u06d3]+"
    "|[\u0620-\u06d3\u200c]+ (?:ها|های|هایی|هایم|هایتان|تر|ترین)(?![\u0620-\u06d3])"
)
_STRAY = re.compile("(?: \u200c|\u200c |\u200c\u200c|^\u200c|\u200c$)", re.MULTILINE)
_PERSIAN = re.compile("[\u0620-\u06d3\u06f0-\u06f9]")
_LATIN_MARKS = re.compile("(?<=[\u0620-\u06d3])[?,;]")


@dataclass(frozen=True, slots=True)
class TextRemark:
    """One remark: bad ones stand in the way, care is advice; `key` is the text `answers.problem.<key>`."""

    tone: str
    key: str
    values: Mapping[str, object] = field(default_factory=dict)


def variables_of(text: str) -> frozenset[str]:
    """Give the variables of a text."""
    return frozenset(_VARIABLE.findall(text))


def check_text(
    language: str, text: str, allowed: Collection[str], answers: Collection[str] = (), wanted: Collection[str] = ()
) -> list[TextRemark]:
    """Look at one text.

    `allowed` are the variables it may have, `answers` those it may quote, `wanted` the ones it usually has.
    """
    if not text.strip():
        return [TextRemark("bad", "empty")]
    found: list[TextRemark] = []
    if units(text) > LIMIT:
        found.append(TextRemark("bad", "long", {"most": LIMIT}))
    elif len(text) > LONG:
        found.append(TextRemark("care", "lengthy", {"n": len(text)}))
    if _BRACES.search(_VARIABLE.sub("", text)):
        found.append(TextRemark("bad", "braces"))
    mine = variables_of(text)
    for name in sorted(mine):
        if name not in allowed and not (name.startswith("utter_") and name in answers):
            found.append(TextRemark("bad", "unknown", {"name": "{" + name + "}"}))
    found += [TextRemark("care", "missing", {"name": "{" + name + "}"}) for name in sorted(set(wanted) - mine)]
    if text != text.strip():
        found.append(TextRemark("care", "outer_space"))
    if re.search(r"[^\S\n]{2,}", text.strip()):
        found.append(TextRemark("care", "double_space"))
    if _MARKUP.search(text):
        found.append(TextRemark("care", "markup"))
    return found + (_persian(text) if language == "fa" else _english(text))


def _persian(text: str) -> list[TextRemark]:
    plain = _VARIABLE.sub("", text)
    found = []
    if not _PERSIAN.search(plain) and re.search("[A-Za-z]{3}", plain):
        found.append(TextRemark("care", "not_persian"))
    if _ARABIC.search(plain):
        found.append(TextRemark("care", "arabic"))
    half = _HALF_SPACE.search(plain)
    if half is not None:
        found.append(TextRemark("care", "half_space", {"text": half.group()}))
    if _STRAY.search(plain):
        found.append(TextRemark("care", "half_space_stray"))
    if any(re.search("[0-9]", word) and not re.search("[A-Za-z]", word) for word in plain.split()):
        found.append(TextRemark("care", "digits"))
    if _LATIN_MARKS.search(plain):
        found.append(TextRemark("care", "marks"))
    return found


def _english(text: str) -> list[TextRemark]:
    return [TextRemark("care", "not_english")] if _PERSIAN.search(_VARIABLE.sub("", text)) else []
