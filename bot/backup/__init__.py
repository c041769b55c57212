"""Backup and restore of a whole library in one file."""
