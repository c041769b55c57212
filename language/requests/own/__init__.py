"""A patron's own things in their own words: which are meant, and what is asked of them."""
