"""Notices put into words and sent: what the library says first, where a patron asked it to."""
