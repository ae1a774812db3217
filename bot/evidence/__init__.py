"""Looks at what people send: is it what we take, what of it is kept. Bytes in, bytes out."""

from bot.evidence.check import LARGEST_FILE, LARGEST_PHOTO, Accepted, Refused, check
from bot.evidence.refusal import Refusal

__all__ = ["LARGEST_FILE", "LARGEST_PHOTO", "Accepted", "Refusal", "Refused", "check"]
