"""The facts that answers are worded from: lines of lists, and buttons."""
