"""Two web hosts behind nginx, with PostgreSQL, Redis and a store of files: each on a machine of its own, as far as the
network goes."""

import json
import os
import shutil
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from tests.clinic_site.conftest import PRODUCTION
from tests.deploy.front import NGINX, TOP
from tests.hosts.network import WORLD, Network, reason_not_to
from tests.hosts.people import PATIENCE, Person, asked
from tests.hosts.programs import DOORS, Database, Host, HostsFront, Services, listens, postgresql_programs, wait_until
from tests.services.running import where_it_is_missing

FRONT, DATABASE, HOSTS = "front", "db", ("app1", "app2")


def what_is_missing():
    """This will say in a sentence which programs these tests lack here; nothing if they are all there."""
    programs = {"nginx": NGINX, "openssl": shutil.which("openssl"), "postgresql": postgresql_programs()}
    missing = [name for name, found in programs.items() if not found]
    if Services.wanted() and not shutil.which("redis-server"):
        missing.append("redis-server")
    return f"needs {' and '.join(missing)}: apt-get install {' '.join(missing)}" if missing else ""


class Site:
    def __init__(self, folder, collected):
        self.folder, self.network = folder, Network(FRONT, DATABASE, *HOSTS)
        self.database = Database(self.network, DATABASE, folder / "postgresql")
        self.services = Services(self.network, DATABASE, folder / "services")
        address = self.network.address
        doors = {f"{host}.inside:{port}": f"{address(host)}:{port}" for host in HOSTS for port in DOORS.values()}
        environment = PRODUCTION | self.services.environment | {"DATABASE_URL": self.database.url}
        environment |= {"STATIC_ROOT": str(folder / "front" / "www" / "static")}
        self.hosts = [Host(self.network, host, folder / host, environment) for host in HOSTS]
        self.front = HostsFront(
            folder / "front",
            doors=doors,
            port=443,
            plain_port=80,
            listens_on=address(FRONT),
            collected=collected,
            more=environment,
        )
        self.front.address = address(FRONT)

    def open(self):
        self.network.open()
        with ThreadPoolExecutor() as at_once:
            all_of_it = [at_once.submit(self.prepare_front), at_once.submit(self.prepare_database)]
            for one in all_of_it:
                one.result()
        self.start_front()
        self.services.wait()
        for host in self.hosts:
            host.wait()

    def prepare_database(self):
        self.services.start()
        self.database.start()
        first = self.hosts[0]
        first.manage("migrate", "-v0")
        making = [sys.executable, "-m", "tests.hosts.making"]
        self.cookies = json.loads(self.network.run(first.name, making, cwd=TOP, env=first.environment))

    def prepare_front(self):
        self.front.prepare()
        settings = TOP / "deploy" / "sysctl" / "clinic-front.conf"
        self.network.run(FRONT, ["sysctl", "--quiet", "--load", str(settings)])
        for host in self.hosts:
            host.start()

    def start_front(self):
        self.network.start(FRONT, self.front.command)
        wait_until(lambda: listens(self.network, FRONT, self.front.port), "nginx")

    def person(self, cookies=()):
        return Person(self.front, self.network, cookies)

    def stored(self):
        """This will give the text of every comment in the database."""
        with self.network.inside(WORLD), psycopg.connect(self.database.url) as connection:
            return [body for (body,) in connection.execute("SELECT body FROM blog_comment ORDER BY body")]

    def what_was_said(self):
        """This will give the lines of the front's log about failures, and the last ones of each door's."""
        lines = (self.front.folder / "clinic.log").read_text().splitlines()
        said = [line for line in lines if json.loads(line)["status"] >= 500][-20:]
        for log in sorted(self.folder.glob("app*/*.log")):
            said += [f"{log.parent.name}, {log.stem}: {line}" for line in log.read_text().splitlines()[-10:]]
        return said

    def wait_for_both(self, address="/"):
        """This will wait until the front takes pages from both hosts, by the readers' door and by the members'."""
        for person in (self.person(), self.person(self.cookies[0])):
            self.wait_for_both_by(person, address)

    def wait_for_both_by(self, person, address):
        seen, end = set(), time.monotonic() + PATIENCE
        while seen != {host.address for host in self.hosts}:
            assert time.monotonic() < end, f"The front asks only {seen}."
            answer = person.get(address)
            if answer.status == 200 and len(asked(answer)) == 1:
                seen.add(asked(answer)[0].partition(":")[0])


@pytest.fixture(scope="module")
def hosts(collected):
    if reason := reason_not_to():
        pytest.skip(reason)
    if reason := what_is_missing():
        where_it_is_missing(reason)
    with TemporaryDirectory(prefix="clinic-hosts-") as folder:
        os.chmod(folder, 0o755)  # PostgreSQL runs as somebody else, who may not enter pytest's own folders
        site = Site(Path(folder), collected)
        try:
            site.open()
            yield site
        finally:
            site.network.close()


@pytest.fixture
def site(hosts):
    """This will wait until everything is as it should be, whatever the test before has done."""
    hosts.wait_for_both()
    return hosts
