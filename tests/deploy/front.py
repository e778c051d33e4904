"""The shipped nginx in front of the shipped two doors, on ports and in a folder that need no root.

By hand, on a site that is migrated; SITE_URL=https://localhost:8443 and TRUSTED_PROXY_COUNT=1 tell it where it stands:

    python -m tests.deploy.front --port 8443 --folder /tmp/front
"""

import argparse
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
DEPLOY = TOP / "deploy"
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
AROUND = """
{user}
pid {folder}/nginx.pid;
error_log {folder}/nginx.error.log;
worker_processes 1;
events {{ worker_connections 4096; }}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/temp; proxy_temp_path {folder}/temp; fastcgi_temp_path {folder}/temp;
    uwsgi_temp_path {folder}/temp; scgi_temp_path {folder}/temp;
    include {folder}/clinic.conf;
}}
"""


class Front:
    """Three programs: nginx, the reading and the writing door. `more` is environment for the doors.

    Without limits one machine may play many visitors: a flood from one address is let through to the doors. Static
    files that were collected before are copied from where they are.
    """

    def __init__(self, folder, *, port, plain_port, name="localhost", more=None, has_limits=True, collected=None):
        self.has_limits, self.collected = has_limits, collected
        self.folder, self.port, self.plain_port, self.name = Path(folder), port, plain_port, name
        self.environment = os.environ | (more or {})
        self.running = {}

    def start(self):
        for inside in ("temp", "reading", "writing", "www"):
            (self.folder / inside).mkdir(parents=True, exist_ok=True)
        self.make_certificate()
        self.write_down()
        self.collect()
        for door in ("reading", "writing"):
            self.start_door(door)
        self.start_nginx()

    def make_certificate(self):
        """This will make one that nobody trusts, for the name."""
        made = ["-keyout", str(self.folder / "privkey.pem"), "-out", str(self.folder / "fullchain.pem")]
        asked = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
        names = ["-subj", f"/CN={self.name}", "-addext", f"subjectAltName=DNS:{self.name}"]
        subprocess.run(["openssl", "req", *asked, *names, *made], check=True, capture_output=True)

    def write_down(self):
        """This will write the shipped file with our ports and folders in the place of Debian's."""
        text = (DEPLOY / "nginx" / "clinic.conf").read_text()
        text = re.sub(r"^ *listen \[::\].*\n", "", text, flags=re.MULTILINE)
        for shipped, ours in {
            "listen 80 ": f"listen 127.0.0.1:{self.plain_port} ",
            "listen 443 ": f"listen 127.0.0.1:{self.port} ",
            "/etc/letsencrypt/live/clinic.example": self.folder,
            "/run/clinic-reading/web.sock": self.folder / "reading" / "web.sock",
            "/run/clinic-writing/web.sock": self.folder / "writing" / "web.sock",
            "/var/www/clinic": self.folder / "www",
            "/var/log/nginx": self.folder,
            "clinic.example": self.name,
        }.items():
            assert shipped in text, shipped
            text = text.replace(shipped, str(ours))
        if not self.has_limits:
            text = re.sub(r"^ *limit_(req|conn) .*\n", "", text, flags=re.MULTILINE)
        (self.folder / "clinic.conf").write_text(text)
        user = "user root;" if os.getuid() == 0 else ""
        (self.folder / "nginx.conf").write_text(AROUND.format(folder=self.folder, user=user))

    def collect(self):
        """This will put the static files and the page for a stop where nginx looks for them."""
        manage = [sys.executable, "manage.py"]
        static = self.folder / "www" / "static"
        environment = self.environment | {"STATIC_ROOT": str(static)}
        if self.collected:
            shutil.copytree(self.collected, static)
        else:
            subprocess.run([*manage, "collectstatic", "--no-input", "-v0"], env=environment, cwd=TOP, check=True)
        with (self.folder / "www" / "503.html").open("w") as page:
            subprocess.run([*manage, "maintenance_page"], env=environment, cwd=TOP, check=True, stdout=page)

    def start_door(self, door):
        """This will start what the systemd unit starts, with our folders; the writing door a little less eagerly."""
        unit = (DEPLOY / "systemd" / "clinic-web@.service").read_text()
        command = re.search(r"^ExecStart=(.*)$", unit, re.MULTILINE)[1]
        command = command.replace("/run/clinic-%i", str(self.folder / door))
        command = command.replace("/opt/clinic/.venv/bin/granian", f"{sys.executable} -m granian")
        less = ["nice", "-n", "10"] if door == "writing" else []  # as CPUWeight does, where there is no systemd
        environment = self.environment | {"DOOR": door, "STATIC_ROOT": str(self.folder / "www" / "static")}
        self.running[door] = subprocess.Popen([*less, *shlex.split(command)], env=environment, cwd=TOP, process_group=0)
        self.wait_until(lambda: answers(self.folder / door / "web.sock"), door)

    def start_nginx(self):
        command = [NGINX, "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")]
        subprocess.run([*command, "-t"], check=True, capture_output=True, text=True)
        self.running["nginx"] = subprocess.Popen([*command, "-g", "daemon off;"], process_group=0)
        self.wait_until(lambda: listens(self.port), "nginx")

    def wait_until(self, is_there, what):
        for _ in range(1200):
            if is_there():
                return
            time.sleep(0.05)
        raise AssertionError(f"{what} did not start.")

    def reload_door(self, door):
        """This will do what the unit's ExecReload does."""
        self.running[door].send_signal(signal.SIGHUP)

    def workers(self, door):
        """This will give the processes that answer behind a door."""
        pid = self.running[door].pid
        return {int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}

    def stop_door(self, door):
        self.running[door].terminate()
        self.running[door].wait(timeout=30)

    def stop(self):
        for program in self.running.values():
            if program.poll() is None:
                program.send_signal(signal.SIGTERM)
        for program in self.running.values():
            try:
                program.wait(timeout=10)
            except subprocess.TimeoutExpired:
                program.kill()


def listens(port):
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def answers(path):
    """This will tell whether a door is open: the socket is there before the process behind it is ready."""
    with socket.socket(socket.AF_UNIX) as one, suppress(OSError):
        one.connect(str(path))
        one.sendall(b"GET /health/live HTTP/1.1\r\nHost: inside\r\nConnection: close\r\n\r\n")
        return b"live" in one.makefile("rb").read()
    return False


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", required=True)
    parser.add_argument("--port", type=int, default=8443)
    parser.add_argument("--plain-port", type=int, default=8080)
    parser.add_argument("--without-limits", action="store_true", help="let one address send as much as it likes")
    given = parser.parse_args()
    front = Front(
        Path(given.folder).absolute(),
        port=given.port,
        plain_port=given.plain_port,
        has_limits=not given.without_limits,
    )
    try:
        front.start()
        print(f"https://localhost:{given.port}/ is open. Ctrl-C ends it.", flush=True)
        front.running["nginx"].wait()
    except KeyboardInterrupt:
        pass
    finally:
        front.stop()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    main()
