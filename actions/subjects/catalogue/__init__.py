"""What is told of titles: their copies, where they are, editions, translations, volumes, and their record."""
