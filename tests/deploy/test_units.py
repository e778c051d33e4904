"""The systemd units: systemd reads them without a word, and they may do little with the machine."""

import re
import shutil
import subprocess

import pytest

from tests.deploy.front import DEPLOY

UNITS = ["clinic-web@reading.service", "clinic-web@writing.service", "clinic-worker.service", "clinic-backup.service"]
PROGRAMS = ["opt/clinic/.venv/bin/granian", "opt/clinic/.venv/bin/python", "bin/kill", "bin/sh", "usr/bin/find"]
MOST_EXPOSED = 2.0  # of 10, by systemd's own reckoning

pytestmark = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd: apt-get install systemd")


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    """A folder that looks like a machine with our units on it."""
    root = tmp_path_factory.mktemp("machine")
    shutil.copytree("/usr/lib/systemd/system", root / "usr/lib/systemd/system", symlinks=True)
    shutil.copytree(DEPLOY / "systemd", root / "etc/systemd/system")
    for program in PROGRAMS:
        (root / program).parent.mkdir(parents=True, exist_ok=True)
        (root / program).write_text("#!/bin/sh\n")
        (root / program).chmod(0o755)
    return root


def analyze(machine, *words):
    made = subprocess.run(
        ["systemd-analyze", f"--root={machine}", "--no-pager", *words], capture_output=True, text=True
    )
    return made.returncode, made.stdout + made.stderr


def test_systemd_has_no_word_against_them(machine):
    assert analyze(machine, "verify", "--man=no", *UNITS, "clinic-backup.timer") == (0, "")


@pytest.mark.parametrize("unit", UNITS)
def test_they_may_do_little(machine, unit):
    code, said = analyze(machine, "security", "--offline=true", unit)

    assert code == 0, said
    assert float(re.search(r"Overall exposure level for \S+: ([\d.]+)", said)[1]) <= MOST_EXPOSED
    assert all(f"✓ {name}" in said for name in ("NoNewPrivileges=", "ProtectSystem=", "User=/DynamicUser="))


def test_a_fault_would_be_seen(machine):
    unit = machine / "etc/systemd/system/clinic-worker.service"
    good = unit.read_text()
    try:
        unit.write_text(good.replace("Type=exec", "Type=nonsense"))
        assert "nonsense" in analyze(machine, "verify", "--man=no", "clinic-worker.service")[1]
    finally:
        unit.write_text(good)


def test_reading_gets_ten_times_the_processor_of_writing():
    web = (DEPLOY / "systemd/clinic-web@.service").read_text()
    less = (DEPLOY / "systemd/clinic-web@writing.service.d/less.conf").read_text()

    assert ("CPUWeight=1000\n" in web, "CPUWeight=100\n" in less) == (True, True)


def test_a_service_that_starts_leaves_the_pictures_as_they_are():
    """StateDirectory= would give each of them to another group, whenever a door starts after the worker or before."""
    shared = (DEPLOY / "systemd/clinic-.service.d/all.conf").read_text()
    units = "".join(path.read_text() for path in (DEPLOY / "systemd").glob("**/*.*") if path.is_file())

    assert re.findall(r"^StateDirectory\w*=", units, re.MULTILINE) == []
    assert "ReadWritePaths=/var/lib/clinic\n" in shared
