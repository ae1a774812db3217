"""What people say about reminders: when they want the next one, and passing one on."""
