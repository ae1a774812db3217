"""Figures told in words: those that can be offered, and a sentence for each that cannot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot import cards
from bot.cards import Json
from bot.thaitext import baht, day
from bot.understanding.disbursed import Disbursed, Funding, Payable, read_disbursed
from handlers.chat.disbursement import texts
from models.fiscal import fiscal_year_of
from models.portfolio import RoundFacts
from workbooks.disbursement_checks import Known, KnownProject
from workbooks.disbursements import DisbursementRow

MOST_CHOICES = 10


@dataclass(frozen=True)
class Told:
    """What a text told: rows to offer, sentences and questions about the rest."""

    rows: tuple[DisbursementRow, ...] = ()
    say: tuple[Json, ...] = ()
    projects: tuple[str, ...] = ()
    """The codes it names, with or without a figure."""
    names_one: bool = False
    """Whether it names any project, known or not."""


@dataclass(frozen=True)
class Reader:
    """Reads texts against what the database says. Without a date the round's cut-off is meant."""

    known: Known
    year: int
    today: date
    as_of: date

    @classmethod
    def of(cls, known: Known, of_round: RoundFacts | None, today: date) -> "Reader":
        """The reader of a day, for the round that is reported."""
        year = of_round.fiscal_year if of_round else fiscal_year_of(today)
        as_of = min(today, of_round.as_of) if of_round else today
        return cls(known, year, today, as_of)

    def read(self, text: str) -> Told:
        """What the text tells."""
        found = read_disbursed(
            text, today=self.today, projects=self._payables(), sources=self._sources()
        )
        rows: list[DisbursementRow] = []
        say: list[Json] = []
        for one in found:
            dated = replace(one, as_of=one.as_of or self.as_of)
            why = one.unsettled or self._other_fault(dated) or _twice(dated, rows)
            if why:
                say.append(self._about(why, dated))
            elif dated.project and dated.amount is not None and dated.as_of:
                rows.append(
                    DisbursementRow(dated.project, dated.source or "", dated.amount, dated.as_of)
                )
        named = tuple(one.project for one in found if one.project)
        about = any(one.unsettled != "no_project" for one in found)
        return Told(tuple(rows), tuple(say), named, about)

    def _other_fault(self, one: Disbursed) -> str:
        """What is wrong although everything was understood."""
        if one.as_of and fiscal_year_of(one.as_of) not in self.known.years:
            return "other_year"
        project = self._project(one)
        if project is None:
            return "unknown_project"
        return "" if project.sources else "no_budget"

    def _project(self, one: Disbursed) -> KnownProject | None:
        year = fiscal_year_of(one.as_of) if one.as_of else self.year
        return self.known.projects.get((year, one.project or ""))

    def _about(self, why: str, one: Disbursed) -> Json:
        """A question with buttons where one more word settles it, else a sentence."""
        if why == "no_source" and one.amount is not None:
            return self._which_source(one)
        if why == "several_projects" and one.amount is not None and one.candidates:
            return self._which_project(one)
        project = self._project(one)
        names = ", ".join(project.names.values()) if project else ""
        year = fiscal_year_of(one.as_of) if one.as_of else self.year
        return cards.message(
            texts.sentence(why, one, today=day(self.today), year=year, sources=names)
        )

    def _which_source(self, one: Disbursed) -> Json:
        project = self._project(one)
        amount = baht(one.amount) if one.amount is not None else ""
        question = texts.ASK_SOURCE.format(code=one.project, amount=amount)
        names = project.names.values() if project else ()
        return _choices(question, ((name, _whole(one, one.project, name)) for name in names))

    def _which_project(self, one: Disbursed) -> Json:
        amount = baht(one.amount) if one.amount is not None else ""
        names = {code: self.known.projects[self.year, code].name for code in one.candidates}
        labelled = ((f"{code}. {name}", _whole(one, code, "")) for code, name in names.items())
        return _choices(texts.ASK_PROJECT.format(amount=amount), labelled)

    def _payables(self) -> Sequence[Payable]:
        return [
            Payable(code, one.name, tuple(Funding(*pair) for pair in one.names.items()))
            for (year, code), one in self.known.projects.items()
            if year == self.year
        ]

    def _sources(self) -> Sequence[Funding]:
        every = {pair for one in self.known.projects.values() for pair in one.names.items()}
        return [Funding(*pair) for pair in sorted(every)]


def _twice(one: Disbursed, rows: Sequence[DisbursementRow]) -> str:
    """Two sums for the same place: neither is guessed to be the right one."""
    place = (one.project, one.source or "", one.as_of)
    same = any(place == (row.project, row.source, row.as_of) for row in rows)
    return "twice" if same else ""


def _whole(one: Disbursed, project: str | None, source: str) -> str:
    """The sentence that says it all; a button types it."""
    where = f" {source}" if source else ""
    when = f" ณ {day(one.as_of)}" if one.as_of else ""
    amount = baht(one.amount) if one.amount is not None else ""
    return f"กบส. โครงการ {project}{where} เบิกแล้ว {amount} บาท{when}"


def _choices(question: str, labelled: Iterator[tuple[str, str]]) -> Json:
    ways = [cards.button(cards.says(label, text)) for label, text in labelled]
    bubble = cards.bubble(body=[cards.words(question)], buttons=ways[:MOST_CHOICES])
    return cards.card(question, bubble)
