"""Makes .venv hold what one locked file names: `python3 .ci/install.py requirements.txt`.

Needs Python 3.11 and pip, nothing else: not even the part of venv that Debian keeps in a package of its own. It
installs only if the lock has changed since, or the environment is missing, broken, or made for another Python.
"""

import pathlib
import subprocess
import sys

VENV = pathlib.Path(".venv")
PYTHON = VENV / "bin" / "python"
WHERE_PACKAGES_ARE = "import sys, sysconfig; assert sys.version_info >= (3, 11); print(sysconfig.get_path('purelib'))"


def packages_folder():
    """This will tell where the environment keeps its packages, or None where it does not run."""
    try:
        found = subprocess.run([PYTHON, "-c", WHERE_PACKAGES_ARE], capture_output=True, text=True)
    except OSError:
        return None
    return pathlib.Path(found.stdout.strip()) if found.returncode == 0 else None


def make_environment():
    print("Making a Python environment in .venv", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", "--without-pip", VENV], check=True)


def install(lock):
    print(f"Installing what {lock} names (the first time this takes a minute)", flush=True)
    pip = [sys.executable, "-m", "pip", "--python", PYTHON, "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--quiet", "--require-hashes", "--requirement", lock], check=True)


def main(lock):
    if sys.version_info < (3, 11):  # noqa: UP036  any Python may be asked to run this
        sys.exit("This needs Python 3.11 or later. Name one that you have: make run PYTHON=python3.12")
    lock = pathlib.Path(lock)
    if packages_folder() is None:
        make_environment()
    # Beside the packages, so that it goes when they go. Written last, so that a broken-off installation is done again.
    stamp = packages_folder() / f"installed-{lock.name}"
    if stamp.exists() and stamp.read_bytes() == lock.read_bytes():
        return
    install(lock)
    stamp.write_bytes(lock.read_bytes())


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except subprocess.CalledProcessError:
        sys.exit(
            "That did not work, for the reason above. If it is pip itself: version 22.3 or later is needed "
            "(Debian: apt-get install python3-pip)."
        )
