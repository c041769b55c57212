"""What gateway, engine and action server share: what they say to each other, keys, deadlines, the clock."""
