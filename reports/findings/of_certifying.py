"""Findings about certification (รับรองถูกต้อง), once a round has any."""

from collections.abc import Iterator

from models.progress import Decision
from reports.findings.finding import Finding, Kind, found
from reports.picture import ProjectPicture, RoundPicture


def certification(project: ProjectPicture, picture: RoundPicture) -> Iterator[Finding]:
    """Certified by an owner, sent back and not corrected, or by nobody while others are."""
    report = project.report
    if report is None:
        return
    decision = report.certification
    if decision is None:
        if picture.has_certifications:
            yield found(Kind.NOT_CERTIFIED, project, "รายงานแล้ว แต่ยังไม่มีผู้รับรอง")
        return
    if decision.decision is Decision.RETURNED:
        says = f"{decision.name} ส่งกลับแก้ไข: {decision.reason}"
        yield found(Kind.RETURNED, project, says)
        return
    mine = {owner.code for owner in project.owners} | {report.submitted_by}
    if decision.self_certified or decision.by in mine:
        acting = " (รักษาราชการแทน)" if decision.acting else ""
        says = f"ผู้รับรอง {decision.name}{acting} เป็นผู้รับผิดชอบโครงการด้วย"
        yield found(Kind.SELF_CERTIFIED, project, says)
