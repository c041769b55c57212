"""Failed publications: a model that did not start, or that kept breaking down."""

from __future__ import annotations

from collections.abc import Iterable

from bot.console.frame.visit import Visit
from bot.models.progress import without_paths
from crm.content.model_versions import ModelView

__all__ = ["refusal", "refused_of"]

TEXTS = {"failed": "models.refused", "returned": "models.returned"}


def refusal(visit: Visit, view: ModelView) -> tuple[str, str] | None:
    """Give what became of the last publication, as a text's key, and why, when it was this model's and failed."""
    progress = visit.console.models.progress()
    if progress is None or not view.sha256 or progress.sha256 != view.sha256 or progress.phase not in TEXTS:
        return None
    return TEXTS[progress.phase], without_paths(progress.reason or "?")


def refused_of(visit: Visit, views: Iterable[ModelView]) -> tuple[ModelView, tuple[str, str]] | None:
    """Find the model whose publication failed last, and say why."""
    found = ((view, refusal(visit, view)) for view in views)
    return next(((view, why) for view, why in found if why is not None), None)
