"""What the command line and the console share when they import: how results are told, and the report."""
