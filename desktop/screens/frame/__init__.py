"""The window and what every page is made of."""
