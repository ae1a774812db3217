"""The figures of a round as LINE cards; pure, plain JSON."""
