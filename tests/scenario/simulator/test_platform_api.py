"""The rest of the API through the real SDK: profiles, contents, menus, the channel."""

import io
import json
from datetime import timedelta
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from linebot.v3.messaging import (
    ApiException,
    CreateRichMenuAliasRequest,
    MarkMessagesAsReadByTokenRequest,
    PushMessageRequest,
    RichMenuBulkLinkRequest,
    RichMenuRequest,
    SetWebhookEndpointRequest,
    ShowLoadingAnimationRequest,
    TextMessage,
)
from linebot.v3.messaging import TestWebhookEndpointRequest as TryWebhook
from PIL import Image

from tests.scenario.simulator.world import MALEE, SOMCHAI, World

MENU = {
    "size": {"width": 1200, "height": 405},
    "selected": True,
    "name": "ผู้รับผิดชอบ",
    "chatBarText": "เมนู",
    "areas": [
        {
            "bounds": {"x": 0, "y": 0, "width": 600, "height": 405},
            "action": {"type": "message", "label": "รายงาน", "text": "รายงาน"},
        },
        {
            "bounds": {"x": 600, "y": 0, "width": 600, "height": 405},
            "action": {"type": "richmenuswitch", "richMenuAliasId": "two", "data": "tab=two"},
        },
    ],
}


def picture(width: int = 1200, height: int = 405, form: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#06c755").save(out, form)
    return out.getvalue()


def new_menu(world: World, *, image: bool = True) -> str:
    menu_id = world.api.create_rich_menu(RichMenuRequest.from_dict(MENU)).rich_menu_id
    if image:
        upload(world, menu_id, picture())
    return str(menu_id)


def shown_to(world: World, user_id: str) -> str | None:
    menu = world.platform.rich_menus.shown_to(user_id)
    return menu.id if menu else None


def upload(world: World, menu_id: str, data: bytes, media_type: str = "image/png") -> None:
    world.blob.set_rich_menu_image(menu_id, data, _headers={"Content-Type": media_type})


def test_a_profile_is_shown_of_friends_only(world: World) -> None:
    assert world.api.get_profile(SOMCHAI.user_id).display_name == "สมชาย ใจดี"
    for user_id, status in ((MALEE.user_id, 404), ("U" + "0" * 32, 404), ("nobody", 400)):
        with pytest.raises(ApiException) as caught:
            world.api.get_profile(user_id)
        assert caught.value.status == status
    world.somchai.unfollow()
    with pytest.raises(ApiException) as caught:
        world.api.get_profile(SOMCHAI.user_id)
    assert caught.value.status == 404


def test_a_photo_can_be_fetched_until_it_is_unsent(world: World) -> None:
    photo = picture(20, 20, "JPEG")
    message_id = world.somchai.send_image(photo).body["message"]["id"]
    assert bytes(world.blob.get_message_content(message_id)) == photo
    assert bytes(world.blob.get_message_content_preview(message_id)) == photo
    world.somchai.unsend(message_id)
    with pytest.raises(ApiException) as caught:
        world.blob.get_message_content(message_id)
    assert caught.value.status == 410


def test_a_content_that_is_not_ready_is_202(world: World) -> None:
    message_id = world.somchai.send_audio(b"voice").body["message"]["id"]
    world.platform.contents.set_ready(message_id, ready=False)
    assert world.blob.get_message_content_with_http_info(message_id).status_code == 202
    status = world.blob.get_message_content_transcoding_by_message_id(message_id).status
    assert status == "processing"
    world.platform.contents.set_ready(message_id, ready=True)
    assert bytes(world.blob.get_message_content(message_id)) == b"voice"


def test_an_unknown_content_is_404(world: World) -> None:
    with pytest.raises(ApiException) as caught:
        world.blob.get_message_content("1")
    assert caught.value.status == 404


def test_the_typing_dots_end_with_a_message_or_with_their_time(world: World) -> None:
    request = ShowLoadingAnimationRequest(chat_id=SOMCHAI.user_id, loading_seconds=10)
    assert world.api.show_loading_animation_with_http_info(request).status_code == 202
    assert world.somchai.chat.loading_until == world.clock.now() + timedelta(seconds=10)
    hello = [TextMessage(text="เสร็จแล้ว")]
    world.api.push_message(PushMessageRequest(to=SOMCHAI.user_id, messages=hello))
    assert world.somchai.chat.loading_until is None
    with pytest.raises(ApiException):
        world.api.show_loading_animation(
            ShowLoadingAnimationRequest(chat_id=SOMCHAI.user_id, loading_seconds=7)
        )


def test_a_menu_is_shown_after_create_upload_and_default(world: World) -> None:
    menu_id = new_menu(world)
    world.api.set_default_rich_menu(menu_id)
    assert world.api.get_default_rich_menu_id().rich_menu_id == menu_id
    assert shown_to(world, SOMCHAI.user_id) == menu_id
    assert bytes(world.blob.get_rich_menu_image(menu_id)) == picture()
    assert world.api.get_rich_menu_list().richmenus[0].chat_bar_text == "เมนู"
    event = world.somchai.tap("รายงาน")
    assert event is not None
    assert event.body["message"]["text"] == "รายงาน"


def test_a_menu_without_image_cannot_be_shown(world: World) -> None:
    menu_id = new_menu(world, image=False)
    with pytest.raises(ApiException) as caught:
        world.api.link_rich_menu_id_to_user(SOMCHAI.user_id, menu_id)
    assert caught.value.status == 400


@pytest.mark.parametrize(
    ("data", "media_type", "status"),
    [
        (picture(1200, 300), "image/png", 400),  # not the size the menu was made for
        (picture(700, 300), "image/png", 400),  # too narrow for any menu
        (b"no image", "image/png", 400),
        (picture(), "image/gif", 415),
        (b"\0" * (1024 * 1024 + 1), "image/png", 413),
    ],
)
def test_a_bad_menu_image_is_refused(
    world: World, data: bytes, media_type: str, status: int
) -> None:
    menu_id = new_menu(world, image=False)
    with pytest.raises(ApiException) as caught:
        upload(world, menu_id, data, media_type)
    assert caught.value.status == status


def test_a_menu_image_cannot_be_replaced(world: World) -> None:
    menu_id = new_menu(world)
    with pytest.raises(ApiException) as caught:
        upload(world, menu_id, picture())
    assert "already been uploaded" in json.loads(caught.value.body)["message"]


def test_a_person_s_own_menu_goes_before_the_default(world: World) -> None:
    default, own = new_menu(world), new_menu(world)
    world.api.set_default_rich_menu(default)
    world.api.link_rich_menu_id_to_users(
        RichMenuBulkLinkRequest(rich_menu_id=own, user_ids=[SOMCHAI.user_id])
    )
    assert world.api.get_rich_menu_id_of_user(SOMCHAI.user_id).rich_menu_id == own
    assert shown_to(world, SOMCHAI.user_id) == own
    assert shown_to(world, MALEE.user_id) == default
    world.api.unlink_rich_menu_id_from_user(SOMCHAI.user_id)
    assert shown_to(world, SOMCHAI.user_id) == default
    world.api.delete_rich_menu(default)
    assert shown_to(world, SOMCHAI.user_id) is None


def test_a_tab_of_the_menu_switches_to_its_alias(world: World) -> None:
    one, two = new_menu(world), new_menu(world)
    world.api.link_rich_menu_id_to_user(SOMCHAI.user_id, one)
    failed = world.somchai.tap("tab=two")
    world.api.create_rich_menu_alias(
        CreateRichMenuAliasRequest(rich_menu_alias_id="two", rich_menu_id=two)
    )
    switched = world.somchai.tap("tab=two")
    assert failed is not None
    assert switched is not None
    assert failed.body["postback"]["params"]["status"] == "RICHMENU_ALIAS_ID_NOTFOUND"
    assert switched.body["postback"]["params"]["status"] == "SUCCESS"
    assert world.platform.rich_menus.linked(SOMCHAI.user_id) == two
    assert world.api.get_rich_menu_alias_list().aliases[0].rich_menu_alias_id == "two"
    world.api.delete_rich_menu_alias("two")
    with pytest.raises(ApiException) as caught:
        world.api.get_rich_menu_alias("two")
    assert caught.value.status == 404


def test_the_channel_tells_about_itself(world: World) -> None:
    info = world.api.get_bot_info()
    assert (info.basic_id, info.chat_mode) == ("@kaona", "bot")
    world.api.set_webhook_endpoint(SetWebhookEndpointRequest(endpoint="https://bot.example/hook"))
    assert world.api.get_webhook_endpoint().endpoint == "https://bot.example/hook"
    assert world.api.test_webhook_endpoint(TryWebhook()).success
    read = MarkMessagesAsReadByTokenRequest(mark_as_read_token="x")
    world.api.mark_messages_as_read_by_token(read)


def test_the_day_s_count_is_ready_when_the_day_is_long_over(world: World) -> None:
    hello = [TextMessage(text="สวัสดี")]
    world.api.push_message(PushMessageRequest(to=SOMCHAI.user_id, messages=hello))
    assert world.api.get_number_of_sent_push_messages("20240403").status == "unready"
    world.clock.advance(timedelta(days=2))
    assert world.api.get_number_of_sent_push_messages("20240403").success == 1


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        (b"{", "application/json", 400),
        (b"{}", "text/plain", 415),
        (b" " * (2 * 1024 * 1024 + 1), "application/json", 413),
    ],
)
def test_what_is_no_json_is_refused(
    world: World, body: bytes, media_type: str, status: int
) -> None:
    headers = {"Content-Type": media_type, "Authorization": "Bearer token"}
    connection = HTTPConnection(urlsplit(world.base_url).netloc)
    connection.request("POST", "/v2/bot/message/push", body, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert answer.status == status
    assert answer.headers["x-line-request-id"]
