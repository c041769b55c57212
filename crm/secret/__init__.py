"""The change of the secret: what is carried over to the new one, and what still hangs on the one before."""
