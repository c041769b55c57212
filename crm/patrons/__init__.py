"""Patrons: their cards and PINs, sign-in links, and the duration of a sign-in."""
