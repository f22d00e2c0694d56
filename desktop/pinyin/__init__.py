"""How Chinese is read: words, readings, and what a person has settled about them."""
