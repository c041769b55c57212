"""How well a model understands utterances it has not seen: rows, figures, report and picture."""
