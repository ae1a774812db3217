"""A stand-in for the LINE platform, with a chat page: for demo, training and tests."""
