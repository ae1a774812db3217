"""Rich menus: make, upload, set as default, link to people, aliases."""

import re
from typing import Any

from flask import Blueprint, Response, request
from linebot.v3.messaging import models

from simulator.api.body import json_body
from simulator.limits import check_rich_menu, check_shape
from simulator.platform import Platform
from simulator.refusal import Refusal

Json = dict[str, Any]
_ALIAS = re.compile(r"[a-z0-9_-]{1,32}")


def routes(platform: Platform) -> Blueprint:
    """All endpoints about rich menus."""
    api = Blueprint("rich_menu", __name__)
    _menus(api, platform)
    _images(api, platform)
    _default(api, platform)
    _people(api, platform)
    _aliases(api, platform)
    return api


def _menus(api: Blueprint, platform: Platform) -> None:
    menus = platform.rich_menus

    @api.post("/richmenu")
    def create() -> Json:
        spec = json_body()
        check_rich_menu(spec)
        with platform.lock:
            return {"richMenuId": menus.create(spec).id}

    @api.post("/richmenu/validate")
    def validate() -> Json:
        check_rich_menu(json_body())
        return {}

    @api.get("/richmenu/list")
    def every() -> Json:
        return {"richmenus": [menu.as_json() for menu in menus.all()]}

    @api.get("/richmenu/<menu_id>")
    def one(menu_id: str) -> Json:
        return menus.find(menu_id).as_json()

    @api.delete("/richmenu/<menu_id>")
    def delete(menu_id: str) -> Json:
        with platform.lock:
            menus.delete(menu_id)
        return {}


def _images(api: Blueprint, platform: Platform) -> None:
    menus = platform.rich_menus

    @api.post("/richmenu/<menu_id>/content")
    def upload(menu_id: str) -> Json:
        with platform.lock:
            menus.put_image(menu_id, request.get_data(), request.mimetype)
        return {}

    @api.get("/richmenu/<menu_id>/content")
    def download(menu_id: str) -> Response:
        menu = menus.image(menu_id)
        return Response(menu.image, mimetype=menu.media_type)


def _default(api: Blueprint, platform: Platform) -> None:
    menus = platform.rich_menus

    @api.post("/user/all/richmenu/<menu_id>")
    def set_default(menu_id: str) -> Json:
        with platform.lock:
            menus.set_default(menu_id)
        return {}

    @api.get("/user/all/richmenu")
    def default() -> Json:
        if menus.default_id is None:
            raise Refusal(404, "no default richmenu")
        return {"richMenuId": menus.default_id}

    @api.delete("/user/all/richmenu")
    def cancel_default() -> Json:
        with platform.lock:
            menus.default_id = None
        return {}


def _people(api: Blueprint, platform: Platform) -> None:
    menus = platform.rich_menus

    @api.post("/user/<user_id>/richmenu/<menu_id>")
    def link(user_id: str, menu_id: str) -> Json:
        with platform.lock:
            menus.link(user_id, menu_id)
        return {}

    @api.get("/user/<user_id>/richmenu")
    def linked(user_id: str) -> Json:
        return {"richMenuId": menus.linked(user_id)}

    @api.delete("/user/<user_id>/richmenu")
    def unlink(user_id: str) -> Json:
        with platform.lock:
            menus.unlink(user_id)
        return {}

    @api.post("/richmenu/bulk/link")
    def link_many() -> tuple[Json, int]:
        body = json_body()
        check_shape(body, models.RichMenuBulkLinkRequest)
        with platform.lock:
            for user_id in body["userIds"]:
                menus.link(user_id, body["richMenuId"])
        return {}, 202

    @api.post("/richmenu/bulk/unlink")
    def unlink_many() -> tuple[Json, int]:
        body = json_body()
        check_shape(body, models.RichMenuBulkUnlinkRequest)
        with platform.lock:
            for user_id in body["userIds"]:
                menus.unlink(user_id)
        return {}, 202


def _aliases(api: Blueprint, platform: Platform) -> None:
    menus = platform.rich_menus

    @api.post("/richmenu/alias")
    def create_alias() -> Json:
        body = json_body()
        check_shape(body, models.CreateRichMenuAliasRequest)
        if not _ALIAS.fullmatch(body["richMenuAliasId"]):
            raise Refusal(400, "The property, 'richMenuAliasId', is invalid")
        with platform.lock:
            menus.create_alias(body["richMenuAliasId"], body["richMenuId"])
        return {}

    @api.get("/richmenu/alias/list")
    def every_alias() -> Json:
        return {"aliases": [_alias(*pair) for pair in menus.aliases().items()]}

    @api.get("/richmenu/alias/<alias>")
    def one_alias(alias: str) -> Json:
        return _alias(alias, menus.alias(alias))

    @api.post("/richmenu/alias/<alias>")
    def update_alias(alias: str) -> Json:
        body = json_body()
        check_shape(body, models.UpdateRichMenuAliasRequest)
        with platform.lock:
            menus.update_alias(alias, body["richMenuId"])
        return {}

    @api.delete("/richmenu/alias/<alias>")
    def delete_alias(alias: str) -> Json:
        with platform.lock:
            menus.delete_alias(alias)
        return {}


def _alias(alias: str, menu_id: str) -> Json:
    return {"richMenuAliasId": alias, "richMenuId": menu_id}
