"""Reservations: placed, told of, moved to another branch, exchanged, cancelled, and collected."""
