"""The turn: from what a patron wrote to what they are told, once and in order, on whatever channel."""
