"""The keys that open the record."""
