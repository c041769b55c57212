"""Purchase requests: the title that is wished for, whether it is there, what is asked of purchases and of a request."""
