"""`make bench`: fill a database, serve it, ask in turn, and print ratios beside the goals."""

import argparse
import os
import signal
import sys
import tempfile
from pathlib import Path

parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
parser.add_argument("--size", choices=["S", "L", "XL"], default="S", help="100, 10,000 or 100,000 articles")
parser.add_argument("--seconds", type=int, default=2, help="of each turn")
parser.add_argument("--rounds", type=int, default=5)
parser.add_argument("--write", metavar="FILE", help="where the table is written besides")
parser.add_argument("--keep", metavar="FOLDER", type=Path, help="where the rows stay, to be measured again")
parser.add_argument("--only-fill", action="store_true", help="make the rows and measure nothing")
options = parser.parse_args()

from tests.bench import machine  # noqa: E402

if lacking := machine.missing():
    sys.exit(f"This needs wrk and nginx. On Debian:\n  {lacking}")

folder = (options.keep or Path(tempfile.mkdtemp(prefix="bench-"))).absolute()
folder.mkdir(exist_ok=True)
folder.chmod(0o755)  # nginx reads its file as somebody else
os.environ |= {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "clinic_site.settings", "EMAIL_URL": "dummymail://"}

import django  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

django.setup()
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # nobody here logs in with one
os.sched_setaffinity(0, {int(machine.CLIENT_CORE)})  # the server's core is the server's, also while people write
signal.signal(signal.SIGTERM, lambda *_: sys.exit("Ended."))  # so that the servers end too

from tests.bench import flood, report, run  # noqa: E402

people = run.filled(options.size, folder)
if options.only_fill:
    sys.exit()
small = run.small(folder) if options.size != "S" and connection.vendor == "sqlite" else None
with run.serving(folder, people, small) as site:
    turns = run.in_turn(site, seconds=options.seconds, rounds=options.rounds)
    turns |= run.one_by_one(site, rounds=options.rounds)
    written = run.leave_comments(site)
    facts = site.facts()
flooded = flood.lines(flood.run(folder, people), run.stored_comments())
table = report.table(options, turns, written, facts, flooded)
print(table)
if options.write:
    report.write(Path(options.write), table)
