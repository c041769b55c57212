"""Messages: their views outside the store, their delivery, and search in them."""
