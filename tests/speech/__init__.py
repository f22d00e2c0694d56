"""Reading aloud: wording, chapters, voices, recordings, the player."""
