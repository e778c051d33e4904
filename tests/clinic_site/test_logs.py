"""What is written down holds nothing about people, and each line can be read by a machine."""

import json
import logging
import sys

import pytest

from clinic_site.logs import JsonLine, Line, without_people


def record(message, *arguments, **more):
    made = logging.LogRecord("clinic", logging.ERROR, __file__, 1, message, arguments, more.pop("exc_info", None))
    for name, value in more.items():
        setattr(made, name, value)
    return made


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Mail to priya@example.org failed", "Mail to (a mail address) failed"),
        ("Key (email)=(p.o'hara+x@mail.example.co.uk) exists", "Key (email)=((a mail address)) exists"),
        ("Not Found: /search/?q=rosacea&x=1", "Not Found: /search/"),
        ("GET /?page=2 HTTP/1.1", "GET / HTTP/1.1"),
        ("at /sign/AbC123-secret/preview/ now", "at /sign/.../preview/ now"),
        ("/follow/sEcReT/", "/follow/.../"),
        ("from 203.0.113.77 again", "from 203.0.113.0 again"),
        ("from 2001:db8:12:34::9 again", "from 2001:db8:12:: again"),
        ("It is 12:30:45, Django 5.2.19", "It is 12:30:45, Django 5.2.19"),
        ("Is it late? Yes.", "Is it late? Yes."),
    ],
)
def test_a_line_holds_nobody(said, written):
    assert without_people(said) == written


def test_a_line_is_one_json_object_whatever_it_holds():
    line = JsonLine().format(record('Two\nlines and "quotes" of %s', "ben@example.org"))

    read = json.loads(line)
    assert "\n" not in line
    assert read["message"] == 'Two\nlines and "quotes" of (a mail address)'
    assert (read["level"], read["from"]) == ("error", "clinic")
    assert set(read) == {"time", "level", "from", "message"}


def test_an_error_is_written_with_its_request_but_not_with_what_was_sent(rf):
    request = rf.post("/accounts/login/?next=/x/", {"login": "priya@example.org", "password": "open sesame"})
    try:
        raise ValueError("priya@example.org cannot log in")
    except ValueError:
        line = JsonLine().format(record("Broken", exc_info=sys.exc_info(), request=request, status_code=500))

    read = json.loads(line)
    assert (read["method"], read["path"], read["status"]) == ("POST", "/accounts/login/", 500)
    assert "ValueError: (a mail address) cannot log in" in read["traceback"]
    assert ("priya@" in line, "sesame" in line, "next=" in line) == (False, False, False)


def test_a_laptop_has_lines_to_read():
    assert Line().format(record("Mail to ben@example.org")).endswith("ERROR clinic: Mail to (a mail address)")


@pytest.mark.parametrize(
    ("more", "formatter"),
    [
        ({}, Line),
        ({"LOG_FORMAT": "json"}, JsonLine),
        ({"SITE_URL": "https://clinic.example", "SECRET_KEY": "x" * 60}, JsonLine),
        ({"SITE_URL": "https://clinic.example", "SECRET_KEY": "x" * 60, "LOG_FORMAT": "line"}, Line),
    ],
)
def test_production_writes_for_machines_unless_it_is_told_otherwise(read_settings, more, formatter):
    assert read_settings(**more)["LOGGING"]["formatters"]["chosen"]["()"] is formatter


def test_another_format_is_an_error(read_settings):
    with pytest.raises(Exception, match=r"^LOG_FORMAT is 'xml'\. Use json or line\.$"):
        read_settings(LOG_FORMAT="xml")
