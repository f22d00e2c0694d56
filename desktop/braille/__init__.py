"""Current national Common Braille (国家通用盲文, GF 0019-2018): text to cells and back."""
