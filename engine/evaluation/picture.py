"""The confusion matrix as a picture: correct intents down, readings across, darker where more common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape

from engine.evaluation.rows import OUT_OF_SCOPE, EvaluationRow

# More intents than this cannot be read on one screen: those that take part in most errors are shown.
MOST = 30
_CELL = 24
_LEFT = 330
_TOP = 170
_FONT = "Vazirmatn, 'Noto Sans Arabic', Tahoma, 'Segoe UI', sans-serif"


def confusion_svg(rows: Sequence[EvaluationRow], names: Mapping[str, tuple[str, str]], title: str) -> str:
    """An SVG document; it names only intents that were confused, and says so when there is none."""
    counts = Counter((row.right[0], _read(row)) for row in rows if not row.is_right)
    hits = Counter(_read(row) for row in rows if row.is_right)
    part: Counter[str] = Counter()
    for (right, read), count in counts.items():
        part[right] += count
        part[read] += count
    shown = sorted(name for name, _ in sorted(part.items(), key=lambda item: (-item[1], item[0]))[:MOST])
    size = len(shown) * _CELL
    width, height = _LEFT + size + 60, _TOP + size + 60
    wrong = sum(counts.values())
    pieces = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' font-family="{_FONT}" font-size="12" role="img" aria-label="{escape(title, quote=True)}">',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="16" y="26" font-size="16" fill="#1d2733">{escape(title)}</text>',
        f'<text x="16" y="46" fill="#52606d">{len(rows)} rows, {wrong} wrong; '
        "down: what was meant, across: what was read, green: read right</text>",
    ]
    if not shown:
        return "\n".join([*pieces, '<text x="16" y="76" fill="#52606d">Nothing was confused.</text>', "</svg>"])
    darkest = max(counts.values())
    for index, name in enumerate(shown):
        middle = index * _CELL + _CELL / 2
        persian, english = names.get(name, ("", ""))
        said = escape(" · ".join(each for each in (english or name, persian) if each))
        pieces.append(
            f'<text x="{_LEFT - 8}" y="{_TOP + middle + 4}" text-anchor="end" fill="#1d2733">{said}</text>'
            f'<text transform="translate({_LEFT + middle + 4} {_TOP - 8}) rotate(-50)" fill="#1d2733">'
            f"{escape(english or name)}</text>"
        )
        for across, read in enumerate(shown):
            count = hits[name] if read == name else counts[(name, read)]
            pieces.append(_cell(across, index, count, "#2f855a" if read == name else "#c53030", count / darkest))
    return "\n".join([*pieces, "</svg>"])


def _read(row: EvaluationRow) -> str:
    """The reading as it is counted: a refusal of an utterance out of scope is right, however it was said."""
    return OUT_OF_SCOPE if row.is_out_of_scope and row.is_right else row.read


def _cell(across: int, down: int, count: int, colour: str, strength: float) -> str:
    x, y = _LEFT + across * _CELL, _TOP + down * _CELL
    shade = 0.0 if not count else 0.2 + 0.7 * min(1.0, strength)
    square = (
        f'<rect x="{x}" y="{y}" width="{_CELL}" height="{_CELL}" fill="{colour}" fill-opacity="{shade:.2f}"'
        ' stroke="#d9e2ec" stroke-width="1"/>'
    )
    if not count:
        return square
    ink = "#ffffff" if shade > 0.55 else "#1d2733"
    place = f'x="{x + _CELL / 2}" y="{y + _CELL / 2 + 4}" text-anchor="middle" font-size="11"'
    return f'{square}<text {place} fill="{ink}">{count}</text>'
