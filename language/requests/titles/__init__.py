"""Titles, authors and copies in a message: what names one, what only stands around it, what is asked of it."""
