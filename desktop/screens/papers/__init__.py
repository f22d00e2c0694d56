"""What the client takes home: previewing, saving, printing, reading aloud, filing."""
