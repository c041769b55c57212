"""The decision on a reading: an intent, `out_of_scope`, or `nlu_fallback` if the model is not sure."""

from __future__ import annotations

from dataclasses import dataclass

OUT_OF_SCOPE = "out_of_scope"
FALLBACK = "nlu_fallback"

Ranking = list[tuple[str, float]]
# From this probability on that a message stays with the topic before it, it does.
STAYS = 0.5


@dataclass(frozen=True)
class Thresholds:
    """Probabilities between 0 and 1, chosen on validation data (docs/understanding.md)."""

    # Below this probability of the first reading the bot asks back.
    accept: float = 0.25
    # From this probability of out_of_scope on the bot asks back, whatever comes first.
    doubt: float = 0.07
    # From this one on it does not act.
    out_of_scope: float = 0.2

    def decide(self, ranking: Ranking, stays: float = 0.0) -> tuple[str, float]:
        """Name and confidence of the reading of a ranking, likeliest first.

        What stays with the topic before it, rather than not, cannot be judged by its own words alone.
        """
        if not ranking:
            return FALLBACK, 1.0
        name, confidence = ranking[0]
        if stays > STAYS:
            return name, confidence
        declined = dict(ranking).get(OUT_OF_SCOPE, 0.0)
        if name == OUT_OF_SCOPE or declined >= self.out_of_scope:
            return OUT_OF_SCOPE, declined
        if confidence < self.accept or declined >= self.doubt:
            return FALLBACK, 1.0 - confidence
        return name, confidence
