"""One module for each thing a counsellor or supervisor does."""
