"""Tools that run on Node: how they come into tests/browser/lighthouse, and how they are asked."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "lighthouse"
LOCK, INSTALLED = FOLDER / "package-lock.json", FOLDER / "node_modules" / "installed-lock.json"
IS_REQUIRED = os.environ.get("CI") == "true"


@pytest.fixture(scope="session")
def node():
    """This will give a function that runs a script of tests/browser/lighthouse, and gives what it printed, as JSON.

    Without Node, or where its packages cannot be fetched, the test is left out; with CI=true that is an error.
    """
    if why := missing():
        (pytest.fail if IS_REQUIRED else pytest.skip)(why)

    def run(script, *arguments, **environment):
        command = ["node", script, *map(str, arguments)]
        done = subprocess.run(
            command, cwd=FOLDER, env=os.environ | environment, capture_output=True, text=True, timeout=300
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def missing():
    """This will fetch the packages unless those of the lock are here, and say what stands in the way."""
    if not (shutil.which("node") and shutil.which("npm")):
        return "There is no Node here to run Lighthouse and html-validate (Debian: apt-get install nodejs npm)"
    if INSTALLED.exists() and INSTALLED.read_bytes() == LOCK.read_bytes():
        return None
    command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True)
    if done.returncode:
        return f"npm could not fetch Lighthouse and html-validate: {done.stderr.strip()[-400:]}"
    INSTALLED.write_bytes(LOCK.read_bytes())
    return None
