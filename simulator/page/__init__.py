"""The chat page: what the browser of whoever tries the bot sees and asks for.

Hooks for browser tests (`data-testid`):

- people: `person-switcher` opens the list, in it `person-search` and `person-option`
  (`data-user-id`)
- mode: `mode-phone`, `mode-pc`
- clock: `clock` shows the time; `clock-input`, `clock-go`, `clock-hour`, `clock-day`,
  `clock-morning`
- chat: `chat` is the log; in it `message` (`data-id`, `data-by` person or bot, `data-type`,
  `data-via`), `flex-bubble`, `flex-button`, `flex-action` (any other tappable part), `unsend`
- writing: `message-input`, `send`, `quick-reply`, `add-friend`
- menu: `menu-toggle`, `rich-menu`, `menu-area`
- acts: `actions` opens the list; `action-photo`, `action-file`, `action-sticker`, `action-voice`,
  `action-scan`, `action-block`; `photo-input`, `file-input` take the files
- dialogs: `scan-invite`, `scan-input`, `scan-go`; `picker-input`, `picker-go`; `sticker`
- `status` tells of webhooks that the bot did not take
"""

from flask import Blueprint, jsonify

from simulator.impossible import Impossible
from simulator.page import acts, views
from simulator.platform import Platform


def create_page(platform: Platform) -> Blueprint:
    """The page and the small calls behind it, all below the same prefix."""
    page = Blueprint("page", __name__)
    page.register_error_handler(Impossible, lambda error: (jsonify(message=str(error)), 409))
    views.register(page, platform)
    acts.register(page, platform)
    return page
