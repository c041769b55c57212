"""The dialogue model's content, domain.yml and data/, as staff edit it: files, edited line by line, never made anew."""
