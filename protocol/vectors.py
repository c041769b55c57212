"""Which vectors the library's facts are looked up by: both processes have to mean the same ones."""

from __future__ import annotations

__all__ = ["ADAPTED_BY"]

# The SHA-256 of the file that adapts the sentence vectors to a library's questions (engine/nlu/e5/adaptation.npz).
# Vectors that were kept under another one are made anew.
ADAPTED_BY = "b2628566faef2f5de3ece1d3ee5003c10a7bf854f4e4e91532e930882c67a0fb"
