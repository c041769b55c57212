"""What a message says of a deed: order, question or refusal, exceptions, several things, quantities, conditions."""
