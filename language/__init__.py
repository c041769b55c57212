"""Persian and English for every package: folding, digits, calendars, dates in text, masking, rendering of answers."""
