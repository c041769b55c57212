"""Models as the pages show them: states, figures beside those of the running model, progress."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.console.frame.visit import Visit
from bot.models.comparing import COUNTED_SETS, LOWER_IS_BETTER, TAUGHT
from bot.models.notes import PublishingProgress
from bot.models.progress import TrainingStep
from crm.content import model_tests
from crm.content.model_versions import ModelView
from protocol.values import LANGUAGES

__all__ = [
    "TONES",
    "FigureRow",
    "Going",
    "accuracy",
    "changes",
    "confusions",
    "figures",
    "going_on",
    "intents",
    "new_intents",
]

TONES = {
    "training": "info", "failed": "bad", "trained": "", "tested": "accent", "published": "good", "retired": "",
    "better": "good", "same": "info", "worse": "bad", "alone": "info",
}  # fmt: skip
SETS = (*COUNTED_SETS, TAUGHT)
FIGURES = ("accuracy", "macro_f1", "oos_recall", "in_scope_declined")
LOG_LINES = 200
LINES_SHOWN = 8


@dataclass(frozen=True, slots=True)
class FigureCell:
    """One figure of the candidate, that of the running model, and whether the change is good."""

    name: str
    now: float | None
    before: float | None

    @property
    def tone(self) -> str:
        """The colour of the change."""
        if self.now is None or self.before is None or abs(self.now - self.before) < 0.0005:
            return ""
        return "good" if (self.now > self.before) != (self.name in LOWER_IS_BETTER) else "bad"

    @property
    def change(self) -> float | None:
        """By how much of a share the figure is higher."""
        return None if self.now is None or self.before is None else self.now - self.before


@dataclass(frozen=True, slots=True)
class FigureRow:
    """The figures of one set of utterances in one language."""

    set: str
    lang: str
    rows: int
    cells: tuple[FigureCell, ...]


@dataclass(frozen=True, slots=True)
class Going:
    """Work in progress: a training or test with its step, or a publication."""

    model_id: int | None
    step: TrainingStep | None
    lines: tuple[str, ...] = ()
    publication: PublishingProgress | None = None
    can_cancel: bool = False


def figures(report: Mapping[str, Any]) -> list[FigureRow]:
    """Set the figures of a candidate beside those of the running model."""
    candidate, running = report["candidate"]["sets"], (report.get("running") or {}).get("sets", {})
    found = []
    for name in SETS:
        for lang in LANGUAGES:
            now, before = candidate.get(name, {}).get(lang), running.get(name, {}).get(lang, {})
            if now:
                cells = tuple(FigureCell(each, now.get(each), before.get(each)) for each in FIGURES)
                found.append(FigureRow(name, lang, now["rows"], cells))
    return found


def accuracy(view: ModelView) -> dict[str, float | None]:
    """Give the accuracy on the held-out utterances by language."""
    sets = (view.report or {}).get("candidate", {}).get("sets", {}).get("held_out", {})
    return {lang: sets.get(lang, {}).get("accuracy") for lang in LANGUAGES}


def confusions(report: Mapping[str, Any]) -> list[tuple[str, str, int, int | None]]:
    """List the candidate's commonest errors: right, read, how often, and how often the running model makes them."""
    found: dict[tuple[str, str], int] = {}
    for name in COUNTED_SETS:
        for right, read, count in report["candidate"]["sets"].get(name, {}).get("confusions", ()):
            found[right, read] = found.get((right, read), 0) + count
    running: Mapping[str, Any] | None = report.get("running")
    before: dict[tuple[str, str], int] = {}
    for name in COUNTED_SETS:
        for right, read, count in (running or {}).get("sets", {}).get(name, {}).get("confusions", ()):
            before[right, read] = before.get((right, read), 0) + count
    rows = [(right, read, count, before.get((right, read), 0) if running else None)
            for (right, read), count in found.items()]  # fmt: skip
    return sorted(rows, key=lambda row: (-row[2], row[0], row[1]))[:30]


def intents(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """List how each intent is found among the held-out utterances, and how the running model finds it."""
    now = report["candidate"]["sets"].get("held_out", {}).get("intents", ())
    running = (report.get("running") or {}).get("sets", {}).get("held_out", {}).get("intents", ())
    before = {each["intent"]: each for each in running}
    return [{**each, "before": before.get(each["intent"])} for each in now]


def new_intents(report: Mapping[str, Any] | None) -> list[str]:
    """List the intents that the running model did not have when a candidate was tested beside it."""
    if not report or not report.get("running"):
        return []
    return sorted(set(report["candidate"]["intents"]) - set(report["running"]["intents"]))


async def changes(visit: Visit, found: Iterable[Mapping[str, Any]], *, may_read: bool) -> list[dict[str, Any]]:
    """Give changed readings with their words; those of patrons are looked up where they are kept, masked."""
    listed = [dict(change) for change in found]
    ids = [int(change["message_id"]) for change in listed if "message_id" in change]
    words = await model_tests.bodies(visit.store, ids) if ids and may_read else {}
    for change in listed:
        if "message_id" in change:
            change["text"] = words.get(int(change["message_id"]))
    return listed


async def going_on(visit: Visit) -> Going | None:
    """Tell what a trainer or the supervisor is at, here or on another machine."""
    work = await visit.console.models.trainer.at_work()
    if work is not None:
        step = TrainingStep(work.step, work.component, work.done, work.total)
        can_cancel = work.kind == "training" and not work.is_to_stop
        return Going(work.model_id, step, tuple(work.lines[-LINES_SHOWN:]), can_cancel=can_cancel)
    publication = visit.console.models.going_on()
    if publication is not None:
        _, progress = publication
        return Going(None, None, publication=progress)
    return None
