"""The dialogue around every subject: the turn, what waits for the patron, choices, corrections, sign-in."""
