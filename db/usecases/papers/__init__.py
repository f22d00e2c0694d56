"""What is written about the record for people to read: one file for each kind of document."""
