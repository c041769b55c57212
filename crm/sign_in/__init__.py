"""Sign-in of patrons and staff: limits on attempts, hashes, known browsers."""
