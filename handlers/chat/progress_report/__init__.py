"""The progress report: choose a project, say status and money, look over the card, submit."""
