"""How a chat works, whatever it is about."""
