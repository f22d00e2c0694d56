"""Pictures of every screen to be looked at, and the names a screen reader finds there."""
