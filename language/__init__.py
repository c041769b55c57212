"""Persian and English as every room must see them: folding, digits, calendars, masking, answers."""
