"""Summaries by the clock: who is sent which, when, and the one message for each."""
