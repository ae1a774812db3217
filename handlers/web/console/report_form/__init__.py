"""The form of a whole report: filled from what stands, read back, checked as the chat checks."""
