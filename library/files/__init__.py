"""A library system that is known only by its files: what they brought is read, and each wish goes to staff."""
