"""Handoff from the bot to a librarian and back: steps, assignment, the queue, canned answers."""
