"""What is told to be filed, and what is said of it afterwards."""
