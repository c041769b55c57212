"""Notices and interests: what a patron wants to be told, by which way, and giving it up."""
