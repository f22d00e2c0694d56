"""What was changed, by whom and when: the material of undo, history and merge."""
