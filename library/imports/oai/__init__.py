"""Harvest of a catalogue by OAI-PMH: whole once, then what changed, gone on with where it was broken off."""
