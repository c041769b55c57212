"""Conversations played to the whole system: what it answers, what was expected, what judges said."""
