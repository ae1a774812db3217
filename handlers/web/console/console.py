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
    overview,
    people,
    plan,
    plan_sheet,
    planned,
    project,
    projects,
    rounds,
    sessions,
    settings,
    sign_in,
    tables,
    trail,
    words,
)
from handlers.web.console.reading.findings import FindingsDesk
from handlers.web.console.site import Site, navigation

PAGES = (
    home,
    sign_in,
    fonts,
    correction,
    plan,
    plan_sheet,
    people,
    rounds,
    disbursements,
    tables,
    documents,
    document_templates,
    planned,
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
    findings = FindingsDesk()
    for page in (overview, projects, project):
        page.register(site, findings)
    trail.register(site, inbox)
    for simple in PAGES:
        simple.register(site)
    errors.register(app, site)
    site.blueprint.context_processor(lambda: {"navigation": navigation})
    app.register_blueprint(site.blueprint)
