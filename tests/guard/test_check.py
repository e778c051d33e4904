"""How the rest of the product asks the guard."""

import subprocess
import sys
from dataclasses import FrozenInstanceError

import pytest

from blog.guard import PACK_VERSION, SURFACES, check, check_all, fingerprint


def test_a_finding_says_all_that_the_editor_needs():
    (finding,) = check("Botox", surface="title")

    assert (finding.rule, finding.pack, finding.severity) == ("pom-botulinum-name", "pom", "block")
    assert (finding.start, finding.end, finding.words) == (0, 5, "Botox")
    assert "prescription-only medicine" in finding.reason
    assert "consultation" in finding.instead
    assert finding.source.url.startswith("https://www.asa.org.uk/")
    assert not finding.source.verify


def test_a_finding_cannot_be_changed():
    (finding,) = check("Botox", surface="title")

    with pytest.raises(FrozenInstanceError):
        finding.severity = "note"


def test_a_text_is_read_as_body_unless_said_otherwise():
    assert check("Botox") == check("Botox", surface="body")


@pytest.mark.parametrize("surface", ["", "Body", "footer", None])
def test_an_unknown_surface_is_refused(surface):
    with pytest.raises(ValueError, match="There is no surface"):
        check("Botox", surface=surface)


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "\u200b", "\u0301" * 50])
def test_an_empty_text_has_no_findings(text, surface):
    assert check(text, surface) == []


def test_several_surfaces_are_read_at_once():
    found = check_all({"title": "Risk-free", "slug": "risk-free-botox", "body": "A plain text."})

    assert [(surface, finding.words) for surface, finding in found] == [
        ("title", "Risk-free"),
        ("slug", "risk-free"),
        ("slug", "botox"),
    ]


@pytest.mark.parametrize(
    "text", ["Ring us on 01632 960114", "Ring +44 1632 960 114", "hello@clinic.example", "SW1A 1AA"]
)
def test_the_clinics_own_details_may_stand_in_its_replies(text):
    ours = ["01632 960114", "hello@clinic.example", "sw1a1aa"]

    assert check(text, "staff-reply", ours=ours) == []


def test_somebody_elses_number_may_not_stand_in_a_reply():
    found = check("Ring Jo on 07700 900123", "staff-reply", ours=["01632 960114"])

    assert [(finding.rule, finding.severity) for finding in found] == [("privacy-telephone", "hold")]


def test_the_version_of_the_packs_is_their_fingerprint():
    assert fingerprint() == PACK_VERSION


def test_the_guard_needs_neither_django_nor_the_network():
    script = (
        "import sys; from blog.guard import check; check('Botox');"
        "assert not [m for m in sys.modules if m.split('.')[0] in {'django', 'socket', 'requests'}]"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
