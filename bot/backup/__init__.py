"""A whole library in one file: taken while it runs, proved, and put back."""
