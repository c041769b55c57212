"""Something to read: suggestions that meet a wish, each with its reason."""
