"""Puts the console together: the frame, then each page by one line."""

from flask import Flask
from flask_bootstrap import Bootstrap5

from bot.inbox import Inbox
from bot.office import Office
from handlers.web.console import (
    correction,
    disbursements,
    document_templates,
    documents,
    errors,
    fonts,
    guard,
    home,
    level,
    overview,
    people,
    plan,
    plan_sheet,
    planned,
    project,
    projects,
    reminding,
    rounds,
    sessions,
    settings,
    sign_in,
    tables,
    trail,
    words,
)
from handlers.web.console.reading.pictures import PictureDesk
from handlers.web.console.site import Site, navigation

PAGES = (
    home,
    sign_in,
    fonts,
    correction,
    level,
    plan,
    plan_sheet,
    people,
    rounds,
    documents,
    document_templates,
    planned,
    reminding,
    settings,
    sessions,
)


def register(app: Flask, office: Office, inbox: Inbox) -> None:
    """Add the console of an office to its app."""
    app.config["BOOTSTRAP_SERVE_LOCAL"] = True
    Bootstrap5(app)
    site = Site(office)
    guard.register(app, site)
    words.register(app)
    pictures = PictureDesk()
    for page in (overview, projects, project, tables, disbursements):
        page.register(site, pictures)
    trail.register(site, inbox)
    for simple in PAGES:
        simple.register(site)
    errors.register(app, site)
    site.blueprint.context_processor(lambda: {"navigation": navigation})
    app.register_blueprint(site.blueprint)
