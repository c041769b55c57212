"""Content versions: answers, changes of the training content, models and their tests."""
