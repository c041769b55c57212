"""The tables on a model's page, and of the wordings that it was tried with."""

from __future__ import annotations

from bot.console.frame.columns import Column

__all__ = ["CHANGED", "CONFUSED", "CONFUSED_BEFORE", "INTENTS", "INTENTS_BEFORE", "TRIED"]

# What a model reads otherwise than the one that runs.
CHANGED = (
    Column("said", "models.said"),
    Column("right", "models.right"),
    Column("read_before", "models.read_before"),
    Column("read_now", "models.read_now"),
    Column("set", "models.set"),
)
CONFUSED = (
    Column("meant", "models.right"),
    Column("read_as", "models.read_as"),
    Column("times", "models.times", style="number"),
)
# Beside those of the model that runs.
CONFUSED_BEFORE = (*CONFUSED, Column("times_before", "models.times_before", style="number"))
INTENTS = (
    Column("intent", "models.intent", heads_row=True),
    Column("rows", "models.rows", style="number"),
    Column("recall", "models.recall", style="number"),
    Column("precision", "models.precision", style="number"),
)
INTENTS_BEFORE = (
    *INTENTS,
    Column("recall_before", "models.recall_before", style="number"),
    Column("precision_before", "models.precision_before", style="number"),
)
TRIED = (
    Column("text", "models.said"),
    Column("read", "models.read_now"),
    Column("sure", "models.sure", style="number"),
)
