"""Cases: what is told is filed, added to, followed up, taken back and answered."""
