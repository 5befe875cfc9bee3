"""The local page as a Flask application: what is held of every request before it is answered, and of every answer."""

from __future__ import annotations

import secrets
import sys
import traceback

from flask import Flask, Response, redirect, request, session
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as Plain

from ..core.words.messages import LANGS
from . import gate, pages
from .routes import Answer, Site

_PARTS = 200  # fields and files of a form
_HTML = "text/html"
_OPEN = ("/login", "/enter")  # what is answered before the password
_SHOWN = frozenset({400, 403, 404, 405, 413, 421, 429, 500})  # codes that have sentences of their own


def make_app(site: Site) -> Flask:
    """The application; nothing in it is left when the process ends."""
    app = Flask(__name__, static_folder=None, template_folder=None)
    app.config.update(
        SECRET_KEY=secrets.token_bytes(32),  # a new one each time: sessions end with the page
        SESSION_COOKIE_NAME=f"sapa-{site.names.port}",  # cookies do not tell ports apart
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        MAX_CONTENT_LENGTH=site.desk.store.bounds.request,
        MAX_FORM_PARTS=_PARTS,
    )
    for address, (method, answer) in site.rules().items():
        app.add_url_rule(address, answer.__name__, answer, methods=[method])

    @app.before_request
    def before() -> Answer | None:
        return _before(site)

    @app.after_request
    def after(response: Response) -> Response:
        return _after(response)

    @app.errorhandler(Exception)
    def failed(error: Exception) -> Answer:
        return _failed(site, error)

    return app


def _before(site: Site) -> Answer | None:
    """Refuses names of others, forms of others, and who has not given the password."""
    if not site.names.allows(request.host):
        return _error(site, 421)
    site.desk.store.expire()
    if request.args.get("lang") in LANGS:
        session[gate.LANGUAGE] = request.args["lang"]
    if request.method == "POST" and gate.from_elsewhere(request.headers, request.host):
        return _error(site, 403)
    if site.hash and not session.get(gate.INSIDE) and not _is_open():
        return redirect("/login", 303) if request.method == "GET" else _error(site, 403)
    if request.method == "POST" and not gate.has_token(session, request.form.get("token")):
        return _error(site, 403)
    return None


def _is_open() -> bool:
    return request.path in _OPEN or request.path.startswith("/static/")


def _after(response: Response) -> Response:
    for name, value in gate.HEADERS.items():
        response.headers[name] = value
    is_page = response.mimetype == _HTML and not response.direct_passthrough
    response.headers["Content-Security-Policy"] = gate.policy(response.get_data(as_text=True) if is_page else None)
    return response


def _failed(site: Site, error: Exception) -> Answer:
    if isinstance(error, HTTPException):
        if isinstance(error.response, Plain):
            return error.response
        return _error(site, error.code or 500)
    traceback.print_exception(error, file=sys.stderr)
    return _error(site, 500)


def _error(site: Site, code: int) -> Answer:
    return pages.error(site.visitor(), code if code in _SHOWN else 400), code
