"""What faces people: the gateway, its channels, the staff console, the jobs and the command line."""
