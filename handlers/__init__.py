"""Everything that answers somebody: the webhook, the chat, the web pages, the commands."""
