"""What a message says of a deed, and of what came before: orders, refusals, yes and no, corrections, ellipsis."""
