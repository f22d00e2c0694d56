"""Text said aloud: how it is worded for the ear, and the voices of this computer."""
