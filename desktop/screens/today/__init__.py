"""What is due today, and putting it off."""
