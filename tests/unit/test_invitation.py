"""Invitations on paper: the link types the code, the picture is whole, names are text."""

from handlers.invitation import Invitation, link_to_type, sheet

LINK = link_to_type("@kaona", "ลงทะเบียน 7K3M-Q9XD")


def test_the_link_opens_the_chat_with_the_text_typed() -> None:
    assert LINK.startswith("https://line.me/R/oaMessage/%40kaona/?%E0%B8%A5")
    assert LINK.endswith("%207K3M-Q9XD")


def test_without_the_bots_id_there_is_no_link() -> None:
    assert link_to_type("", "ลงทะเบียน 7K3M-Q9XD") == ""


def test_a_printed_picture_scales_whole() -> None:
    """Without a view box a smaller print would cut the corners that scanners look for."""
    page = sheet([Invitation("ก02", "นาง ก02", "7K3M-Q9XD", LINK)], "สพป.")
    assert "<svg" in page
    assert "viewBox=" in page


def test_names_are_shown_as_text() -> None:
    page = sheet([Invitation("x", "<script>alert(1)</script>", "7K3M-Q9XD", "")], "<b>")
    assert "<script>" not in page
    assert "<b>" not in page
