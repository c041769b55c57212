"""What a message wishes to read, learnt from messages of which readers said it."""
