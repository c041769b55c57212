"""Signing in, for patrons and staff alike: limits on tries, hashes, known browsers."""
