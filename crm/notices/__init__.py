"""Notices: the library speaks first, where a patron asked it to."""
