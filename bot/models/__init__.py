"""What gateway and supervisor share about models: notes to each other, files, training, tests, publishing."""
