"""What is due, why, and in which words."""
