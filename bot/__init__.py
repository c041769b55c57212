"""What faces people: the gateway, its channels, its jobs and the command line."""
