"""Each place of the practice network answers in its own true shape."""
