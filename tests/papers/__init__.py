"""Every kind of document: what it says, to whom, and what it keeps to itself."""
