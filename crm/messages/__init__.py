"""Messages: how they look outside the store, how they are sent, how they are found."""
