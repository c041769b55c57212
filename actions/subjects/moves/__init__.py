"""What is asked of the thing that was spoken of: a module for each kind of thing and sense of the questions."""
