"""A PostgreSQL of a test's own, which can be killed and started again."""

import os
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from tests.servers import free_port
from tests.services.running import where_it_is_missing


class PostgreSQL:
    """A cluster of its own. It refuses to run as root, so there it runs as the user postgres."""

    def __init__(self):
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        self.programs = found[-1] if found else where_it_is_missing("PostgreSQL is missing: apt-get install postgresql")
        self.folder, self.port = Path(tempfile.mkdtemp(prefix="clinic-postgresql-")), free_port()
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
        self.run("initdb", "--username", "clinic", "--encoding", "UTF8", "--locale", "C.UTF-8", "--auth", "trust")

    def run(self, name, *words):
        command = [str(self.programs / name), "--pgdata", str(self.folder / "data"), *words]
        if os.getuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, cwd=self.folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def start(self):
        options = f"-p {self.port} -h 127.0.0.1 -k {self.folder} -c fsync=off"
        self.run("pg_ctl", "--log", str(self.folder / "log"), "--wait", "--options", options, "start")
        return self

    def kill(self):
        self.run("pg_ctl", "--mode", "immediate", "stop")

    def remove(self):
        with suppress(subprocess.CalledProcessError):  # it does not run
            self.kill()
        shutil.rmtree(self.folder)

    @property
    def url(self):
        return f"postgres://clinic@127.0.0.1:{self.port}/postgres"
