"""Signs a webhook as LINE does."""

import base64
import hashlib
import hmac


def sign(channel_secret: str, body: bytes) -> str:
    """The value of `x-line-signature` for these bytes."""
    digest = hmac.new(channel_secret.encode(), body, hashlib.sha256).digest()
    return base64.b64encode(digest).decode()
