"""Why a file is not taken; the handlers find the words for it."""

from enum import StrEnum


class Refusal(StrEnum):
    """Stored with the evidence, so at most 24 characters."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_LARGE_PHOTO = "too_large_photo"
    TOO_MANY_PIXELS = "too_many_pixels"
    HEIC = "heic"
    ANIMATED = "animated"
    VIDEO = "video"
    LOCKED = "locked"
    MACROS = "macros"
    DAMAGED = "damaged"
    NOT_TAKEN = "not_taken"
    GONE = "gone"
    TOO_MANY = "too_many"
    NOT_FETCHED = "not_fetched"
