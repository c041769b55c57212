"""Guardians: who acts for which child, within what the desk has set and what the child allows."""
