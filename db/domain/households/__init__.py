"""Rural households of 一户一人: who lives there, the checks, what follows from them."""
