"""What a message says of a deed, and of what was said before: orders and refusals, yes and no, corrections, ellipsis."""
