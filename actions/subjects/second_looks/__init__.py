"""Looks at an answer before it is told: whether it fits, tells all, and needs the sign-in it asks for."""
