"""Which title is meant: by its name, with slips, by a description, by its place in a list, by the talk before."""
