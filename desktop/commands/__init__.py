"""The same use cases from a command line, for supervisors, automation and tests."""
