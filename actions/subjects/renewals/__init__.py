"""Renewals: ordered, asked about, narrowed, refused, and what became of them."""
