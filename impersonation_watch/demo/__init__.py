"""The practice network and its story: invented people on loopback."""
