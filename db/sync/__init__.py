"""Exchange files: how two workspaces that never meet on a network share what they know."""
