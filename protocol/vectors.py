"""Which vectors the library's facts are looked up by, and how many a message may take: both processes have to agree."""

from __future__ import annotations

__all__ = ["ADAPTED_BY", "MOST_VECTORS"]

# The SHA-256 of the file that adapts the sentence vectors to a library's questions (engine/nlu/e5/adaptation.npz).
# Vectors that were kept under another one are made anew.
ADAPTED_BY = "b2628566faef2f5de3ece1d3ee5003c10a7bf854f4e4e91532e930882c67a0fb"

# Of a message, of the question in it and with what it leans on, and of its parts; or of the questions of a letter. Each
# takes the engine about a hundredth of a second.
MOST_VECTORS = 12
