"""What reaches a counsellor: pinned packages, the set-up script, the packaged folder."""
