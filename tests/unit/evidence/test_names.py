"""Names of files: shown to people and handed out, never a path."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evidence.names import fitting
from models.file_names import LONGEST, plain, shorten


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("รายงานผล ไตรมาส 2.pdf", "รายงานผล ไตรมาส 2.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/", ""),
        ("..", ""),
        (".htaccess", "htaccess"),
        ("C:\\a\\b.txt", "b.txt"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie_ x.pdf"),
        ("a\x00b.pdf", "ab.pdf"),
        ("\u202egpj.exe", "gpj.exe"),  # shown backwards, it would end in .jpg
        ("\u200bปก\u200f.pdf", "ปก.pdf"),
        ("a<b>|?.pdf", "a_b___.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("lpt1", "_lpt1"),
        ("\u0e34ปก.pdf", "ปก.pdf"),  # a mark without a letter
        ("a.\u3000 .pdf", "a. .pdf"),
        ("name. ", "name"),
    ],
)
def test_plain(given_name: str, shown: str) -> None:
    assert plain(given_name) == shown


@given(st.text(max_size=300))
def test_a_plain_name_is_fit_to_be_shown_and_stays_as_it_is(given_name: str) -> None:
    name = plain(given_name)
    assert len(name) <= LONGEST
    assert not set(name) & set('/\\<>:"|?*')
    assert all(unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Co", "Cn") for one in name)
    assert name == name.strip(" ")
    assert not name.startswith(".")
    assert plain(name) == name


@given(st.text(max_size=300), st.sampled_from([".pdf", ".jpg", ".docx"]))
def test_a_fitting_name_ends_as_it_should(given_name: str, extension: str) -> None:
    name = fitting(given_name, extension)
    assert name.endswith(extension)
    assert len(extension) < len(name) <= LONGEST
    assert plain(name) == name


@pytest.mark.parametrize(
    ("given_name", "extension", "shown"),
    [
        ("a.JPEG", ".jpg", "a.jpg"),
        ("a.pdf.exe", ".pdf", "a.pdf"),
        ("แผน v1.2", ".pdf", "แผน v1.2.pdf"),
        ("", ".pdf", "เอกสาร.pdf"),
        (".exe", ".pdf", "exe.pdf"),
        ("a.b.c", ".docx", "a.b.c.docx"),
    ],
)
def test_fitting(given_name: str, extension: str, shown: str) -> None:
    assert fitting(given_name, extension) == shown


def test_a_long_name_keeps_its_extension_and_its_marks() -> None:
    long = "กี่" * 60 + ".pdf"
    short = shorten(long, 20)
    assert short == "กี่" * 5 + ".pdf"


def test_a_name_of_marks_alone_is_cut_all_the_same() -> None:
    assert len(shorten("ก" + "่" * 300, 100)) == 100
