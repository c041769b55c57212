"""Evaluation of a model on utterances it has not seen: rows, figures, report and picture."""
