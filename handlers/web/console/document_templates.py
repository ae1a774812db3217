"""The office's own Word templates: brought, used from then on, or given up for the built-in."""

import io

from flask import abort, flash, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from handlers.web.console import uploads
from handlers.web.console.fields import Form
from handlers.web.console.parts import Part
from handlers.web.console.site import Site, member, render
from models.audit import Channel
from models.authority import Act
from models.document_templates import TemplateError, TemplateKind, templates_in_use
from reports import templates

NAMES = {TemplateKind.REPORT: "รายงานฉบับเต็ม", TemplateKind.MEMO: "บันทึกข้อความ"}


def register(site: Site) -> None:
    """Add the pages."""
    office = site.office

    @site.page("/documents/templates", Part.DOCUMENTS)
    def document_templates() -> ResponseReturnValue:
        return _page(site, Form())

    @site.page("/documents/templates/<kind>.docx", Part.DOCUMENTS)
    def built_in_template(kind: str) -> ResponseReturnValue:
        """The one that comes with the program, to begin one's own from."""
        if kind not in set(TemplateKind):
            abort(404)
        content = io.BytesIO(templates.built_in(TemplateKind(kind)))
        return send_file(
            content, mimetype=templates.WORD, as_attachment=True, download_name=f"{kind}.docx"
        )

    @site.page("/documents/templates", Part.DOCUMENTS, methods=("POST",))
    def use_template() -> ResponseReturnValue:
        site.demand(Act.MANAGE_RULES)
        form, who = Form(request.form), member().who.person_id
        try:
            kind = TemplateKind(form.typed.get("kind", ""))
        except ValueError:
            abort(400)
        if "built_in" in form.typed:
            templates.use_built_in(office, kind, set_by=who, channel=Channel.CONSOLE)
            flash(f"ใช้แม่แบบเดิมของ{NAMES[kind]}แล้ว")
            return redirect(url_for("console.document_templates"), 303)
        file = uploads.sent(form)
        if file is not None:
            try:
                content = file.stream.read()
                templates.use(office, kind, content, file.name, set_by=who, channel=Channel.CONSOLE)
            except TemplateError as error:
                form.fail("file", str(error))
        if not form.is_sound:
            return _page(site, form), 422
        flash(f"ใช้แม่แบบใหม่ของ{NAMES[kind]}แล้ว")
        return redirect(url_for("console.document_templates"), 303)


def _page(site: Site, form: Form) -> str:
    with site.office.database.read() as connection:
        in_use = templates_in_use(connection)
    return render(
        "document_templates.html",
        form=form,
        names=NAMES,
        in_use=in_use,
        kinds=[(kind.value, name) for kind, name in NAMES.items()],
        may=member().authority.may(Act.MANAGE_RULES),
    )
