"""One module a command: it asks, calls one room, and prints."""
