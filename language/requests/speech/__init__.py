"""How something is said, whatever it is about: orders, refusals, questions, yes and no, corrections, pointing."""
