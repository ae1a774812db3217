"""What is left of a photo: the picture, upright, and nothing that tells where it was taken."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from bot.evidence import Accepted, check
from bot.evidence.pictures import LONGEST_EDGE
from tests.unit.evidence import files


def kept(data: bytes) -> Accepted:
    accepted = check(data, "")
    assert isinstance(accepted, Accepted)
    return accepted


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(kept(data).data))
    image.load()
    return image


def colour(image: Image.Image, x: float, y: float) -> str:
    """White, red or blue, at that part of the picture's width and height."""
    found = image.convert("RGB").getpixel((int(image.width * x), int(image.height * y)))
    assert isinstance(found, tuple)
    red, green, blue = found
    return "white" if green > 120 else "red" if red > blue else "blue"


@pytest.mark.parametrize("data", [files.jpeg(), files.png()], ids=["jpeg", "png"])
def test_location_and_words_stay_behind(data: bytes) -> None:
    assert files.SECRET.encode() in data
    out = kept(data).data
    assert files.SECRET.encode() not in out
    image = Image.open(BytesIO(out))
    image.load()
    assert dict(image.getexif()) == {}
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_an_exif_location_is_really_there_before() -> None:
    before = Image.open(BytesIO(files.jpeg())).getexif()
    assert before.get_ifd(0x8825)[2] == files.BANGKOK_NORTH


@pytest.mark.parametrize("kind", ["WEBP", "GIF"])
def test_other_formats_lose_it_too(kind: str) -> None:
    secret = files.SECRET.encode()
    more = {"xmp": secret, "exif": files.exif()} if kind == "WEBP" else {"comment": secret}
    data = files.saved(files.picture(), kind, **more)
    assert secret in data
    assert secret not in kept(data).data


@pytest.mark.parametrize(
    ("orientation", "size", "corner"),
    [
        # where the white corner of the stored pixels is once the photo is upright
        (1, (40, 20), (0.05, 0.1)),
        (2, (40, 20), (0.95, 0.1)),
        (3, (40, 20), (0.95, 0.9)),
        (4, (40, 20), (0.05, 0.9)),
        (5, (20, 40), (0.1, 0.05)),
        (6, (20, 40), (0.9, 0.05)),
        (7, (20, 40), (0.9, 0.95)),
        (8, (20, 40), (0.1, 0.95)),
        (9, (40, 20), (0.05, 0.1)),
    ],
)
def test_a_photo_is_upright(
    orientation: int, size: tuple[int, int], corner: tuple[float, float]
) -> None:
    image = opened(files.jpeg(orientation))
    assert image.size == size
    assert colour(image, *corner) == "white"


def test_a_large_photo_is_shrunk_and_keeps_its_shape() -> None:
    image = opened(files.saved(Image.new("L", (6000, 3000)), "JPEG"))
    assert image.size == (LONGEST_EDGE, LONGEST_EDGE // 2)


def test_the_largest_photo_is_decoded_at_half_its_size() -> None:
    image = opened(files.saved(Image.new("L", (8160, 6120)), "JPEG", quality=10))
    assert image.size == (4080, 3060)


def test_a_photo_of_a_usual_phone_keeps_its_size() -> None:
    assert opened(files.saved(Image.new("L", (4032, 3024)), "JPEG")).size == (4032, 3024)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_taken(mode: str) -> None:
    image = opened(files.saved(files.picture(mode="L" if mode == "I;16" else mode), "PNG"))
    assert image.format == "PNG"
    assert image.size == (40, 20)


def test_a_grey_picture_of_sixteen_bits_keeps_its_greys() -> None:
    deep = Image.new("I;16", (4, 4), 0x8000)
    assert opened(files.saved(deep, "PNG")).convert("L").getpixel((0, 0)) == 0x80


def test_what_is_see_through_stays_so() -> None:
    clear = Image.new("RGBA", (4, 4), (255, 0, 0, 0))
    assert opened(files.saved(clear, "PNG")).getpixel((0, 0)) == (255, 0, 0, 0)
    palette = Image.new("P", (4, 4), 0)
    pixel = opened(files.saved(palette, "PNG", transparency=0)).getpixel((0, 0))
    assert isinstance(pixel, tuple)
    assert pixel[3] == 0


def test_a_cmyk_photo_is_shown_in_its_colours() -> None:
    image = opened(files.saved(files.picture(mode="CMYK"), "JPEG"))
    assert image.mode == "RGB"
    assert colour(image, 0.9, 0.9) == "blue"


def test_colours_of_another_profile_are_converted() -> None:
    xyz = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (xyz, srgb, b"broken"):
        image = opened(files.saved(files.picture(), "JPEG", icc_profile=profile))
        assert colour(image, 0.9, 0.9) == "blue"
        assert "icc_profile" not in image.info


def test_a_photo_with_a_second_picture_in_it_is_a_photo() -> None:
    """Phones keep a second picture (depth, brightness) behind the first: MPO."""
    pair = files.saved(files.picture(), "MPO", save_all=True, append_images=[files.picture()])
    assert Image.open(BytesIO(pair)).format == "MPO"
    assert opened(pair).format == "JPEG"


def test_the_same_photo_gives_the_same_bytes() -> None:
    assert kept(files.jpeg()).data == kept(files.jpeg()).data
