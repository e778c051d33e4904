"""The two cores of a run: a server pinned to one, wrk to the other."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

SERVER_CORE, CLIENT_CORE = "0", "1"
CONNECTIONS = 16
NEEDED = {"wrk": "wrk", "nginx": "nginx-light", "taskset": "util-linux"}


def missing():
    """This will give the command that installs what is not there, or nothing."""
    packages = [package for program, package in NEEDED.items() if shutil.which(program) is None]
    return f"apt-get install --no-install-recommends {' '.join(packages)}" if packages else ""


@dataclass
class Server:
    process: subprocess.Popen
    port: int

    @property
    def origin(self):
        return f"http://127.0.0.1:{self.port}"

    def cpu_seconds(self):
        """This will give the processor time of the server and its workers so far."""
        ticks = 0
        for pid in family(self.process.pid):
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def memory(self):
        """This will give the megabytes that the largest of its processes holds."""
        sizes = [
            re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text()) for pid in family(self.process.pid)
        ]
        return max(int(size[1]) for size in sizes if size) / 1024

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)


def family(pid):
    """This will give a process and all that it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in family(int(child)))]


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def granian(application, environment):
    """This will start one granian worker on its core and wait until it answers; also gives the seconds that took."""
    port = free_port()
    command = [
        "taskset", "-c", SERVER_CORE, sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port),
        "--blocking-threads", "64", "--log-level", "error", application,
    ]  # fmt: skip
    environment = os.environ | environment | {"SITE_URL": f"http://127.0.0.1:{port}"}
    began = time.perf_counter()
    server = Server(subprocess.Popen(command, env=environment), port)
    wait_for(server.origin)
    return server, time.perf_counter() - began


def nginx(folder, body):
    """This will start nginx on the same core with one file, already compressed."""
    port = free_port()
    (folder / "page.html").write_bytes(b"-" * len(body))
    (folder / "page.html.gz").write_bytes(body)
    (folder / "nginx.conf").write_text(
        f"worker_processes 1; daemon off; error_log {folder}/error.log; pid {folder}/nginx.pid;\n"
        f"events {{}} http {{ access_log off; gzip_static always; server {{ listen 127.0.0.1:{port}; root {folder};\n"
        "location / { try_files /page.html =404; default_type text/html; } } }\n"
    )
    process = subprocess.Popen(
        ["taskset", "-c", SERVER_CORE, "nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]
    )
    server = Server(process, port)
    wait_for(server.origin)
    return server


def wait_for(origin):
    for _ in range(1000):
        try:
            with urlopen(origin + "/robots.txt", timeout=5) as answer:
                return answer.read()
        except HTTPError as error:
            raise SystemExit(f"{origin} answers {error.code}.") from None
        except OSError:
            time.sleep(0.02)
    raise SystemExit(f"Nothing answers at {origin}.")


def load(address, *, seconds, headers=()):
    """This will ask for one address as fast as it comes, and give the requests per second. Raises where some failed."""
    command = ["taskset", "-c", CLIENT_CORE, "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency"]
    for header in headers:
        command += ["-H", header]
    told = subprocess.run([*command, address], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told and "304" not in "".join(headers):
        raise SystemExit(f"{address} did not answer 200 each time:\n{told}")
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])
    if not rate:
        raise SystemExit(f"{address} answered nothing in {seconds} s.")
    return rate
