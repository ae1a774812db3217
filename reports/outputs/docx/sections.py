"""Sections: pages upright or on their side, with the margins and footers of the template."""

from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from reports.outputs.docx.xml import W

THAI_NUMBERS = "thaiNumbers"
NARROW = 850
"""Twips (1.5 cm) at the sides of a page that lies on its side."""


@dataclass(frozen=True)
class Paper:
    """The template's paper, upright; lengths in twips."""

    properties: etree._Element
    width: int
    height: int
    left: int
    right: int
    thai_digits: bool

    @classmethod
    def of(cls, properties: etree._Element, *, thai_digits: bool) -> "Paper":
        """The paper of a section of the template."""
        size, margins = properties.find(f"{W}pgSz"), properties.find(f"{W}pgMar")

        def length(element: etree._Element, name: str) -> int:
            return int(float(element.get(f"{W}{name}", "0")))

        short, long = sorted((length(size, "w"), length(size, "h")))
        left, right = length(margins, "left"), length(margins, "right")
        return cls(properties, short, long, left, right, thai_digits)

    def room(self, *, wide: bool) -> int:
        """How wide the text may be."""
        width, sides = (self.height, self._wide_sides) if wide else (self.width, self._sides)
        return width - sum(sides)

    @property
    def _sides(self) -> tuple[int, int]:
        return self.left, self.right

    @property
    def _wide_sides(self) -> tuple[int, int]:
        """A table on its side needs the room."""
        return min(self.left, NARROW), min(self.right, NARROW)

    def section(self, *, wide: bool, first: bool = False) -> etree._Element:
        """The properties of a section.

        Only the first names header and footer and has no number on its first page; others follow.
        """
        properties = deepcopy(self.properties)
        if not first:
            for name in ("headerReference", "footerReference", "titlePg"):
                for element in properties.findall(f"{W}{name}"):
                    properties.remove(element)
        for element in properties.findall(f"{W}type"):
            properties.remove(element)
        self._lay(properties, wide=wide)
        if self.thai_digits:
            self._number(properties)
        return properties

    def _lay(self, properties: etree._Element, *, wide: bool) -> None:
        size, margins = properties.find(f"{W}pgSz"), properties.find(f"{W}pgMar")
        width, height = (self.height, self.width) if wide else (self.width, self.height)
        size.set(f"{W}w", str(width))
        size.set(f"{W}h", str(height))
        size.set(f"{W}orient", "landscape" if wide else "portrait")
        left, right = self._wide_sides if wide else self._sides
        margins.set(f"{W}left", str(left))
        margins.set(f"{W}right", str(right))

    def _number(self, properties: etree._Element) -> None:
        number = properties.find(f"{W}pgNumType")
        if number is None:
            number = etree.Element(f"{W}pgNumType")
            properties.find(f"{W}pgMar").addnext(number)
        number.set(f"{W}fmt", THAI_NUMBERS)


def end_of_section(properties: etree._Element) -> str:
    """The paragraph that ends a section, so low that it never needs a page of its own."""
    return (
        '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        f"{etree.tostring(properties, encoding='unicode')}</w:pPr></w:p>"
    )
