"""The office's own Word templates, for whoever brings one: checked, kept, used from now on."""

from io import BytesIO
from typing import Final

from bot.office import Office
from models.audit import Channel
from models.document_templates import TemplateKind, UseBuiltIn, UseTemplate

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def built_in(kind: TemplateKind) -> bytes:
    """The one that comes with the program, to begin one's own from."""
    from reports.outputs.docx.template import built_in

    return built_in(kind)


def use(
    office: Office,
    kind: TemplateKind,
    content: bytes,
    name: str,
    *,
    set_by: int | None,
    channel: Channel,
) -> None:
    """Build documents of that kind from it; `TemplateError` says in a sentence what is wrong."""
    from reports.outputs.docx.template import check_template

    check_template(content, kind)
    stored = office.files.put(BytesIO(content))
    now = office.clock.now()
    with office.database.write() as connection:
        UseTemplate(kind, stored.digest, stored.size, WORD, name, set_by, channel, now).apply(
            connection
        )


def use_built_in(
    office: Office, kind: TemplateKind, *, set_by: int | None, channel: Channel
) -> None:
    """Back to the one that comes with the program."""
    with office.database.write() as connection:
        UseBuiltIn(kind, set_by, channel, office.clock.now()).apply(connection)
