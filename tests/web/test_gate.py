"""Who gets what from the local page: only who asks it by its name, from its own forms, for what is theirs."""

from __future__ import annotations

import pytest

from sapa.core.showing.page import hash_of
from sapa.web import password
from sapa.web.bounds import Bounds
from sapa.web.gate import Names, is_loopback, policy
from sapa.web.store import Store

from .site import HERE, PORT, Page, make_page

SECRET = "a long enough password"


@pytest.fixture(scope="module")
def hash() -> str:
    return password.hashed(SECRET)


# --- names


@pytest.mark.parametrize("host", [f"127.0.0.1:{PORT}", f"localhost:{PORT}", f"[::1]:{PORT}"])
def test_the_page_answers_to_the_names_of_this_computer(page: Page, host: str) -> None:
    assert page.client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        f"rebound.example:{PORT}",
        "127.0.0.1:1",
        "127.0.0.1",
        f"192.0.2.7:{PORT}",
        f"127.0.0.1.example:{PORT}",
        f"a@127.0.0.1:{PORT}",
        f"127.0.0.1:{PORT}/",
        "127.0.0.1:x",
    ],
)
def test_a_foreign_name_that_leads_here_gets_nothing(page: Page, host: str) -> None:
    answer = page.client.get("/", headers={"Host": host})
    assert answer.status_code in (400, 421) and 'type="file"' not in answer.text


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        (f"192.0.2.7:{PORT}", True),
        (f"rebound.example:{PORT}", False),
        ("sapa.example", True),
        ("sapa.example:443", True),
        ("192.0.2.7:443", False),
    ],
)
def test_on_all_addresses_a_name_must_have_been_given(host: str, allowed: bool) -> None:
    assert Names("0.0.0.0", PORT, frozenset({"sapa.example"})).allows(host) is allowed


def test_port_80_need_not_be_named() -> None:
    assert Names("127.0.0.1", 80).allows("127.0.0.1") and not Names("127.0.0.1", 81).allows("127.0.0.1")


@pytest.mark.parametrize(
    ("host", "is_one"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("x.org", False),
    ],
)
def test_loopback_is_told_from_what_others_reach(host: str, is_one: bool) -> None:
    assert is_loopback(host) is is_one


# --- forms


def test_a_form_without_its_token_is_refused(page: Page, english: bytes) -> None:
    page.token()
    assert page.drop(("r.docx", english), token="").status_code == 403
    assert page.post("/empty", token="guessed").status_code == 403
    assert page.store.reports("") == []


def test_the_token_of_another_visitor_is_refused(page: Page) -> None:
    assert page.other().post("/empty", token=page.token()).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_page_is_refused_even_with_the_token(page: Page, headers: dict[str, str]) -> None:
    assert page.post("/empty", headers=headers).status_code == 403


def test_a_form_of_this_page_is_taken(page: Page) -> None:
    headers = {"Origin": HERE, "Sec-Fetch-Site": "same-origin"}
    assert page.post("/empty", headers=headers).status_code == 303


def test_nothing_is_changed_by_a_link(page: Page) -> None:
    assert [page.get(address).status_code for address in ("/drop", "/empty", "/r/x/forget", "/leave")] == [405] * 4


# --- answers


def test_every_answer_has_the_policy_and_is_not_stored(page: Page, english: bytes) -> None:
    dropped = page.drop(("r.docx", english))
    report = page.get(dropped.location).location
    answers = [
        page.get(a) for a in ("/", "/nothing", "/static/serve.js", "/live", report, f"{report}/get/json", "/drop")
    ]
    answers += [dropped, page.post("/empty", token="x"), page.client.get("/", headers={"Host": "foreign.example"})]
    for answer in answers:
        kept = dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))
        assert kept["script-src"] == "'self'" and kept["default-src"] == "'none'" and "unsafe" not in str(kept)
        assert kept["frame-ancestors"] == "'none'" and kept["form-action"] == "'self'"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"


def test_no_page_has_a_script_or_a_style_in_a_tag(page: Page, english: bytes) -> None:
    report = page.get(page.drop(("r.docx", english)).location).location
    for address in ("/", report, "/nothing"):
        text = page.get(address).text
        assert "<script>" not in text and " style=" not in text and " onclick" not in text


def test_a_style_in_a_page_is_named_by_its_hash() -> None:
    assert f"'{hash_of('a { color: red }')}'" in policy("<style>a { color: red }</style>")


def test_the_session_is_no_business_of_scripts_and_of_other_pages(page: Page) -> None:
    cookie = page.get("/").headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and f"sapa-{PORT}=" in cookie


# --- what is whose


def test_what_one_has_dropped_another_cannot_see_not_even_by_its_address(page: Page, english: bytes) -> None:
    dropped = page.drop(("secret.docx", english)).location
    report = page.get(dropped).location
    stranger = page.other()
    assert page.get(report).status_code == 200
    addresses = [dropped, report, f"{report}/live", f"{report}/get/json", f"{dropped}/get/json", f"{report}/changes"]
    assert [stranger.get(address).status_code for address in addresses] == [404] * 6
    assert stranger.post(f"{report}/forget").status_code == 404
    assert "secret.docx" not in stranger.get("/").text and "secret.docx" in page.get("/").text


def test_ids_cannot_be_guessed(page: Page, english: bytes) -> None:
    ids = {page.get(page.drop(("r.docx", english)).location).location.rsplit("/", 1)[-1] for _ in range(3)}
    assert len(ids) == 3 and all(len(id) >= 22 for id in ids)  # 128 bits
    assert page.get("/r/1").status_code == page.get("/r/..%2f..%2fetc%2fpasswd").status_code == 404


# --- size


def test_more_than_is_taken_at_once_is_refused_with_a_page() -> None:
    with Store(Bounds(request=1000)) as store:
        page = make_page(store)
        answer = page.drop(("r.docx", b"x" * 5000))
        assert answer.status_code == 413 and "larger than what is taken" in answer.text
        assert list(store.root.iterdir()) == []


def test_what_does_not_fit_beside_what_is_kept_is_refused(english: bytes) -> None:
    with Store(Bounds(kept=len(english) + 100)) as store:
        page = make_page(store)
        assert page.drop(("one.docx", english)).status_code == 303
        assert page.drop(("two.docx", english)).status_code == 413
        assert len(list(store.root.iterdir())) == 1, "of the second nothing is left"


# --- the password


def test_without_the_password_there_is_only_the_question_for_it(store: Store, hash: str, english: bytes) -> None:
    page = make_page(store, hash=hash)
    assert page.get("/").location == page.get("/r/x").location == page.get("/live").location == "/login"
    token = page.token("/login")
    assert page.drop(("r.docx", english), token=token).status_code == 403
    assert store.reports("") == []


def test_a_wrong_password_is_refused_and_the_right_one_lets_in(store: Store, hash: str) -> None:
    page = make_page(store, hash=hash)
    assert page.post("/enter", token=page.token("/login"), password="wrong").status_code == 403
    assert page.get("/").status_code == 303
    assert page.post("/enter", token=page.token("/login"), password=SECRET).location == "/"
    assert 'type="file"' in page.get("/").text


def test_the_password_needs_the_token_of_its_form(store: Store, hash: str) -> None:
    page = make_page(store, hash=hash)
    assert page.post("/enter", token="", password=SECRET).status_code == 403
    assert page.get("/").status_code == 303


def test_who_leaves_is_outside_and_leaves_nothing(store: Store, hash: str, english: bytes) -> None:
    page = make_page(store, hash=hash)
    page.post("/enter", token=page.token("/login"), password=SECRET)
    page.drop(("r.docx", english))
    page.post("/leave")
    assert page.get("/").location == "/login" and list(store.root.iterdir()) == []


def test_a_password_is_tried_only_so_often(store: Store, hash: str) -> None:
    page = make_page(store, hash=hash)
    now = [0.0]
    page.site.tries = password.Tries(most=2, clock=lambda: now[0])
    tried = [page.post("/enter", token=page.token("/login"), password="wrong").status_code for _ in range(3)]
    assert tried == [403, 403, 429]
    assert page.post("/enter", token=page.token("/login"), password=SECRET).status_code == 429
    now[0] = 61.0
    assert page.post("/enter", token=page.token("/login"), password=SECRET).status_code == 303


def test_an_unencrypted_connection_is_told_where_the_password_is_asked(store: Store, hash: str) -> None:
    page = make_page(store, hash=hash)
    assert "not encrypted" in page.get("/login").text


def test_of_a_password_only_a_salted_hash_is_kept(hash: str) -> None:
    assert SECRET not in hash and hash != password.hashed(SECRET)
    assert password.fits(SECRET, hash) and not password.fits(SECRET + " ", hash)
    assert [password.is_hash(text) for text in (hash, "", SECRET, "scrypt:1:8:1:YQ==:YQ==")] == [
        True,
        False,
        False,
        False,
    ]
    assert not password.fits(SECRET, "scrypt:15:8:1:YQ==:")
