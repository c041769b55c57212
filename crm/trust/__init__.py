"""Trust: what patrons' data is used for, what each of them agreed to, and what they asked to be done with it."""
