"""Cases: opened, worked on, answered, listed, overdue."""
