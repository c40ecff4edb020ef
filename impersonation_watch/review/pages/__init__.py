"""One module for each group of pages; every page is a function of a visit."""
