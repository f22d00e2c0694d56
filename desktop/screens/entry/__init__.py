"""Before the record is open: unlock, first run, recovery."""
