"""Patrons: their cards and PINs, sign-in links, and how long they stay signed in."""
