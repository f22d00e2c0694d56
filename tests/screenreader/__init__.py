"""A private desktop with Orca: what a blind counsellor hears, key by key."""
