"""The image and the compose file, as far as they can be tried without a registry to fetch from."""

import re
import subprocess

import pytest

from tests.deploy.front import AROUND, DEPLOY, NGINX, TOP, Front

COMPOSE = (DEPLOY / "container" / "compose.yaml").read_text()
CONTAINERFILE = (DEPLOY / "container" / "Containerfile").read_text()


@pytest.mark.skipif(not NGINX, reason="needs nginx: apt-get install nginx-light")
def test_the_front_of_the_containers_is_the_same_file_and_nginx_takes_it(tmp_path):
    Front(tmp_path, port=1, plain_port=1).make_certificate()
    script = re.search(r"(sed .*?/clinic\.conf) >", COMPOSE, re.DOTALL)[1].replace("\n", " ").replace("$$", "$")
    script = script.replace(" /clinic.conf", f" {DEPLOY}/nginx/clinic.conf")

    made = subprocess.run(
        ["sh", "-c", script], env={"CLINIC": "harbour.example", "PATH": "/usr/bin:/bin"}, capture_output=True, text=True
    ).stdout

    assert ("clinic.example" in made, "unix:" in made, "/var/log" in made) == (False, False, False)
    assert ("server reading:8000" in made, "server writing:8000" in made) == (True, True)
    here = made.replace("reading:8000", "127.0.0.1:8001").replace("writing:8000", "127.0.0.1:8002")
    here = re.sub(r"listen (?:\[::\]:)?(\d+) ", r"listen 127.0.0.1:4\1 ", here)
    here = here.replace("/etc/letsencrypt/live/harbour.example", str(tmp_path)).replace("/dev/std", f"{tmp_path}/std")
    here = re.sub(r"(listen 127\.0\.0\.1:\d+ [^;]*;)\n\s+\1", r"\1", here)
    (tmp_path / "clinic.conf").write_text(here)
    (tmp_path / "nginx.conf").write_text(AROUND.format(folder=tmp_path, user=""))
    said = subprocess.run([NGINX, "-t", "-c", str(tmp_path / "nginx.conf")], capture_output=True, text=True)
    assert said.returncode == 0, said.stderr


def test_everything_the_site_is_made_of_is_in_the_image():
    copied = set(re.findall(r"^COPY (?!--)(\S+) ", CONTAINERFILE, re.MULTILINE))
    let_in = set(
        re.findall(r"^!(\S+)", (DEPLOY / "container" / "Containerfile.dockerignore").read_text(), re.MULTILINE)
    )

    folders = {path.name for path in TOP.iterdir() if path.is_dir() and not path.name.startswith((".", "_"))}
    assert copied == let_in == (folders - {"deploy", "docs", "tests", "var"}) | {"manage.py", "requirements-s3.txt"}


def test_the_image_holds_no_key_and_does_not_run_as_root():
    assert re.findall(r"^USER (\S+)", CONTAINERFILE, re.MULTILINE) == ["clinic"]
    assert re.findall(r"^(?:ENV|ARG).*(?:KEY|PASSWORD|SECRET)", CONTAINERFILE, re.MULTILINE) == []
    assert "--require-hashes" in CONTAINERFILE
