"""Joining: applications for membership that begin in a chat, and what the desk decides on them."""
