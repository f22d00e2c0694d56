"""How Yiyi looks: themes as data, zoom, icons, and the pieces screens are made of."""
