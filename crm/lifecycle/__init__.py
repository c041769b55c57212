"""Patrons' life cycle: what counts as using the library, and the states that follow from it, each with its date."""
