"""How names of other alphabets are written in Latin letters: one file for each family of them."""
