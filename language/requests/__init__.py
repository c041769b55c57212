"""Requests as patrons word them in both languages: yes and no, corrections, ellipsis, and what is asked of a thing."""
