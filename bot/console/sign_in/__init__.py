"""Sign-in to the console, and sign-out."""
