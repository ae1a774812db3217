"""`report.pdf` and single forms: the book set by typst, as PDF/A, the same bytes each time."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Any

from reports.book.parts import FormPage, Photos
from reports.outputs.pdf.handing_over import handed_over
from reports.outputs.pdf.photos import shrunk
from reports.outputs.pdf.typesetting import typeset
from reports.outputs.publication import Photograph, Publication


def report_pdf(publication: Publication) -> bytes:
    """The whole report. The moment in the file is the day its figures are of."""
    picture, book = publication.report.picture, publication.book
    pages = (page for chapter in book.chapters for page in chapter.pages)
    forms = [page for page in pages if isinstance(page, FormPage)]
    names, photos = _photos(forms, publication.photograph)
    data = {
        **_head(f"{book.cover.title} {book.cover.period}", book.cover.office),
        "thai": publication.thai_digits,
        "book": handed_over(book, names),
    }
    return typeset("book.typ", data, photos, datetime.combine(picture.as_of, time(), UTC))


def form_pdf(
    page: FormPage,
    *,
    office: str,
    at: datetime,
    photograph: Photograph,
    thai_digits: bool = False,
) -> bytes:
    """One project's form; `at` is the moment it was submitted or certified."""
    names, photos = _photos([page], photograph)
    data = {**_head(f"{page.title} {page.receipt}", office), "thai": thai_digits}
    return typeset("one_form.typ", {**data, "page": handed_over(page, names)}, photos, at)


def _head(title: str, office: str) -> dict[str, Any]:
    return {"title": handed_over(title, {}), "office": handed_over(office, {})}


def _photos(
    forms: list[FormPage], photograph: Photograph
) -> tuple[dict[str, str], dict[str, bytes]]:
    """The file of each digest, and its content; a picture that is not there is left out."""
    names, contents = {}, {}
    for digest in dict.fromkeys(_digests(forms)):
        made = shrunk(photograph(digest))
        if made:
            names[digest] = f"{digest}.{made.extension}"
            contents[names[digest]] = made.data
    return names, contents


def _digests(forms: list[FormPage]) -> Iterator[str]:
    for form in forms:
        for item in form.items:
            for block in item.blocks:
                if isinstance(block, Photos):
                    yield from (photo.digest for photo in block.photos)
