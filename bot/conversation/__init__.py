"""The turn: from a patron's message to the reply, once and in order, on every channel."""
