"""Interests: what patrons said they like to read, kept because they said so, and the new titles that meet it."""
