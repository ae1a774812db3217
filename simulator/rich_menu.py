"""Rich menus: made, given an image, shown to everybody or to some."""

import io
from dataclasses import dataclass
from typing import Any

from PIL import Image, UnidentifiedImageError

from simulator.ids import Ids
from simulator.limits.rich_menus import IMAGE_BYTES, image_refusal
from simulator.refusal import Refusal, not_found

_MENUS_PER_ACCOUNT = 1000
_MEDIA_TYPES = {"image/jpeg": "JPEG", "image/png": "PNG"}


@dataclass
class RichMenu:
    """One menu; it can be shown once it has its image."""

    id: str
    spec: dict[str, Any]
    image: bytes = b""
    media_type: str = ""

    def as_json(self) -> dict[str, Any]:
        """As LINE lists it."""
        return {"richMenuId": self.id, **self.spec}


class RichMenus:
    """All menus of the account, who sees which, and the aliases for tabs."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._menus: dict[str, RichMenu] = {}
        self._of_user: dict[str, str] = {}
        self._aliases: dict[str, str] = {}
        self.default_id: str | None = None

    def create(self, spec: dict[str, Any]) -> RichMenu:
        """A new menu, still without image."""
        if len(self._menus) >= _MENUS_PER_ACCOUNT:
            raise Refusal(400, "Maximum number of rich menus reached")
        menu = RichMenu(self._ids.rich_menu_id(), spec)
        self._menus[menu.id] = menu
        return menu

    def all(self) -> list[RichMenu]:
        """Every menu."""
        return list(self._menus.values())

    def find(self, menu_id: str) -> RichMenu:
        """The menu, or 404."""
        if menu_id not in self._menus:
            raise Refusal(404, "richmenu not found")
        return self._menus[menu_id]

    def delete(self, menu_id: str) -> None:
        """Takes the menu away from everybody who saw it; its aliases stay, as on LINE."""
        self.find(menu_id)
        del self._menus[menu_id]
        self._of_user = {user: menu for user, menu in self._of_user.items() if menu != menu_id}
        if self.default_id == menu_id:
            self.default_id = None

    def put_image(self, menu_id: str, data: bytes, media_type: str) -> None:
        """Gives the menu its one image."""
        menu = self.find(menu_id)
        if menu.image:
            raise Refusal(400, "An image has already been uploaded to the richmenu")
        if media_type not in _MEDIA_TYPES:
            raise Refusal(415, f"The content type, {media_type}, is not supported")
        if len(data) > IMAGE_BYTES:
            raise Refusal(413, "Request exceeds the max size of 1MB")
        _refuse_image(data, _MEDIA_TYPES[media_type], menu.spec["size"])
        menu.image, menu.media_type = data, media_type

    def image(self, menu_id: str) -> RichMenu:
        """The menu with its image, or 404."""
        menu = self.find(menu_id)
        if not menu.image:
            raise not_found()
        return menu

    def set_default(self, menu_id: str) -> None:
        """Shows the menu to all who have none of their own."""
        self.default_id = self._showable(menu_id).id

    def link(self, user_id: str, menu_id: str) -> None:
        """Shows the menu to one person."""
        self._of_user[user_id] = self._showable(menu_id).id

    def unlink(self, user_id: str) -> None:
        """The person sees the default again."""
        self._of_user.pop(user_id, None)

    def linked(self, user_id: str) -> str:
        """The id of the person's own menu, or 404."""
        if user_id not in self._of_user:
            raise Refusal(404, "the user has no richmenu")
        return self._of_user[user_id]

    def shown_to(self, user_id: str) -> RichMenu | None:
        """What the person sees below the chat."""
        menu_id = self._of_user.get(user_id) or self.default_id
        return self._menus[menu_id] if menu_id else None

    def aliases(self) -> dict[str, str]:
        """Menu ids by alias."""
        return dict(self._aliases)

    def create_alias(self, alias: str, menu_id: str) -> None:
        """A new name for a menu."""
        if alias in self._aliases:
            raise Refusal(400, "conflict richmenu alias id")
        self._aliases[alias] = self._showable(menu_id).id

    def update_alias(self, alias: str, menu_id: str) -> None:
        """The name now means another menu."""
        self.alias(alias)
        self._aliases[alias] = self._showable(menu_id).id

    def alias(self, alias: str) -> str:
        """The menu id behind a name, or 404."""
        if alias not in self._aliases:
            raise Refusal(404, "richmenu alias not found")
        return self._aliases[alias]

    def delete_alias(self, alias: str) -> None:
        """The name is free again."""
        self.alias(alias)
        del self._aliases[alias]

    def _showable(self, menu_id: str) -> RichMenu:
        menu = self.find(menu_id)
        if not menu.image:
            raise Refusal(400, "must upload richmenu image before applying it to user")
        return menu


def _refuse_image(data: bytes, form: str, size: dict[str, int]) -> None:
    try:
        with Image.open(io.BytesIO(data), formats=[form]) as image:
            width, height = image.size
    except (UnidentifiedImageError, OSError) as error:
        raise Refusal(400, "The image is broken") from error
    refusal = image_refusal(width, height)
    if refusal is None and (width, height) != (size["width"], size["height"]):
        refusal = "The image size does not match the size of the richmenu"
    if refusal:
        raise Refusal(400, refusal)
