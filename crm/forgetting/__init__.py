"""Retention: how long everything is kept, and how it is erased."""
