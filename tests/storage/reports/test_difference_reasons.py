"""Why spending and disbursement differ: asked of the owner, carried into table 4's remarks."""

import csv
import re
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select

from bot.clock import BANGKOK
from bot.office import Office
from models.audit import AuditEntry, Channel
from models.differences import AskReason, GiveReason, Reason, asked, differences_of
from models.people import Person
from models.portfolio import current_round
from reports.closing import close_round
from reports.findings import findings_of
from reports.official import official_report
from reports.picture import RoundPicture
from reports.reading import picture_of
from tests.golden.samut_sakhon import EXPECTED, load
from tests.office_sample import ROUND
from workbooks.disbursement_reader import Figures
from workbooks.disbursement_store import import_disbursements
from workbooks.disbursements import DISBURSEMENTS, DisbursementRow
from workbooks.rows import Located

NOW = datetime(2024, 4, 11, 9, 0, tzinfo=BANGKOK)


def explain(office: Office, owner: str, project: str, reason: Reason, words: str = "") -> None:
    """The owner is asked, and answers."""
    with office.database.write() as connection:
        person = connection.scalar(select(Person.id).where(Person.code == owner)) or 0
        of_round = current_round(connection)
        assert of_round
        found = differences_of(connection, person, of_round)
        one = next(one for one in found if one.code == project)
        key = one.key or f"key-of-{project}-{one.gap}"
        AskReason(one, key, NOW).apply(connection)
        facts = asked(connection, key)
        assert facts
        GiveReason(facts, reason, words, person, Channel.CHAT, NOW).apply(connection)


def disburse(office: Office, project: str, source: str, amount: str) -> None:
    row = DisbursementRow(project, source, Decimal(amount), ROUND.last_day)
    figures = Figures((Located(DISBURSEMENTS, 2, row, frozenset()),))
    with office.database.write() as connection:
        import_disbursements(connection, figures, today=NOW.date(), at=NOW, channel=Channel.COMMAND)


def picture(office: Office) -> RoundPicture:
    with office.database.read() as connection:
        return picture_of(connection, ROUND)


def remarks(office: Office) -> dict[str, str]:
    """Table 4's remarks by the group's short name."""
    table = next(one for one in official_report(picture(office)).tables if one.id == "table4")
    group, remark = table.place("group"), table.place("remark")
    return {str(row.cells[group].value): str(row.cells[remark].value) for row in table.rows}


def printed() -> dict[str, list[str]]:
    """The remarks of the published table: `-สำรองจ่าย -ผู้รับผิดชอบยังไม่ รายงานผล`."""
    with (EXPECTED / "table4_owner_vs_finance.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["group"]: [one for one in re.sub(r"\s", "", row["remark"]).split("-") if one]
            for row in csv.DictReader(file)
        }


def test_the_seed_office_gets_table_4_with_its_printed_remarks(office: Office) -> None:
    load(office)
    explain(office, "ก05", "6", Reason.ADVANCED)
    explain(office, "ข03", "16", Reason.IN_REVIEW)
    given = remarks(office)
    for group, said in printed().items():
        for one in said:
            assert one in re.sub(r"\s", "", given[group]), group
    assert "สำรองจ่าย (6)" in given["นิเทศ ติดตามฯ"]
    assert "อยู่ระหว่างตรวจสอบเอกสาร (16)" in given["ส่งเสริมฯ"]
    assert [group for group, text in given.items() if "สำรองจ่าย" in text] == ["นิเทศ ติดตามฯ"]


def test_a_reason_counts_for_its_own_difference_only(office: Office) -> None:
    load(office)
    explain(office, "ก05", "6", Reason.OTHER, "รอใบเสร็จจากโรงแรม")
    assert "รอใบเสร็จจากโรงแรม (6)" in remarks(office)["นิเทศ ติดตามฯ"]
    disburse(office, "6", "2", "4000")
    assert "รอใบเสร็จ" not in remarks(office)["นิเทศ ติดตามฯ"]
    explain(office, "ก05", "6", Reason.COMMITTED)
    assert "ผูกพันยังไม่ส่งเบิก (6)" in remarks(office)["นิเทศ ติดตามฯ"]
    disburse(office, "6", "2", "10000")
    assert not next(one for one in picture(office).projects if one.code == "6").difference_reason


def test_a_finding_says_the_reason_and_the_trail_knows_who_gave_it(office: Office) -> None:
    load(office)
    explain(office, "ก05", "6", Reason.ADVANCED)
    says = [one.sentence for one in findings_of(picture(office)) if one.project == "6"]
    assert any("เหตุผล: สำรองจ่าย" in sentence for sentence in says)
    with office.database.read() as connection:
        code, after = connection.execute(
            select(Person.code, AuditEntry.after)
            .join(AuditEntry, AuditEntry.actor_id == Person.id)
            .where(AuditEntry.action == "difference.explained")
        ).one()
    assert code == "ก05"
    assert after == {"reason": "สำรองจ่าย", "spent_baht": "10000", "disbursed_baht": "0"}


def test_a_closed_round_keeps_its_reasons(office: Office) -> None:
    load(office)
    explain(office, "ก05", "6", Reason.ADVANCED)
    with office.database.write() as connection:
        close_round(connection, ROUND, at=NOW, channel=Channel.COMMAND)
    disburse(office, "6", "2", "10000")
    assert "สำรองจ่าย (6)" in remarks(office)["นิเทศ ติดตามฯ"]
