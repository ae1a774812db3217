"""Who is told which message today and why: computed from one picture, written into the outbox."""
