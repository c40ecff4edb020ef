"""The matchers, and the table of what each observation is worth."""
