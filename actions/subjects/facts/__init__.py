"""Answers from what the library tells: its facts and the passages of its documents."""
