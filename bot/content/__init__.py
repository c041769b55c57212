"""The training content (domain.yml and data/) as staff edit it: line by line, never rewritten as a whole."""
