"""Wishes for something to read."""
