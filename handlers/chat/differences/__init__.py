"""Where owner and finance differ: asked of the owner in passing, listed for who compares."""
