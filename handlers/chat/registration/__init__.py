"""Registration: an invite code binds this LINE account to one official, who agrees to it."""
