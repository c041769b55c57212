"""What gateway and supervisor share about models: notes, files, training, tests, publishing."""
