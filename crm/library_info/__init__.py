"""The library's own information: branches, opening hours, closings, events, notes."""
