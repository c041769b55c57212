"""The card and the way in: joining, signing in, a lost card, what is kept of a patron, and leaving."""
