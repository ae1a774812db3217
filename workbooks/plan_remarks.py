"""What is allowed in a plan but worth a look: nobody to certify, no line of money."""

from collections.abc import Iterator

from models.people import ROLE_NAMES, Role
from workbooks.plan import Plan


def remarks(plan: Plan) -> list[str]:
    """Thai lines, one for each thing worth a look."""
    return [*_directors(plan), *_roles(plan), *_budgets(plan), *_owners(plan)]


def _directors(plan: Plan) -> Iterator[str]:
    """Reports are certified by the director of the leading group (guide, section 1)."""
    directed = {person.group for person in plan.people if Role.DIRECTOR in person.roles}
    leading = {project.groups[0] for project in plan.projects}
    for group in plan.groups:
        if group.code in leading - directed:
            yield f"กลุ่ม {group.code} มีโครงการแต่ยังไม่มี ผอ.กลุ่ม ที่จะรับรองรายงาน"


def _roles(plan: Plan) -> Iterator[str]:
    found = {role for person in plan.people for role in person.roles}
    for role in (Role.PLANNER, Role.FINANCE, Role.EXECUTIVE):
        if role not in found:
            yield f"ยังไม่มีบุคลากรที่มีบทบาท {ROLE_NAMES[role]}"


def _budgets(plan: Plan) -> Iterator[str]:
    listed = {allocation.project for allocation in plan.allocations}
    for project in plan.projects:
        if project.code not in listed:
            yield f"โครงการ {project.code} ไม่มีแถวในชีต งบประมาณ"


def _owners(plan: Plan) -> Iterator[str]:
    without = {person.code for person in plan.people if Role.OWNER not in person.roles}
    owners = {code for project in plan.projects for code in project.owners}
    for code in sorted(owners & without):
        yield f"บุคลากร {code} รับผิดชอบโครงการแต่ไม่มีบทบาท {ROLE_NAMES[Role.OWNER]}"
