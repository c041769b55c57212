"""What is wished to be done, or was: renewing, reserving, cancelling, blocking, paying, leaving."""
