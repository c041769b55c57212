"""How cost grows with the messages of years: a hundred thousand, a million, ten million on PostgreSQL."""
