"""The library system Koha, through its REST interface."""
