"""A release that is newer by one migration that adds, made in a folder of its own."""

import shutil
import sys

from tests.deploy.front import TOP

LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "var", "tests", "docs", "node_modules")
MARK = '<meta name="release" content="newer">'
COLUMN = "colour"


def make(folder, *, network, host, environment):
    """This will copy the code, add a column to comments and a mark to every page, and have the migration written."""
    shutil.copytree(TOP, folder, ignore=LEFT_OUT)
    with (folder / "blog" / "models.py").open("a") as models:
        models.write(f'\nfrom django.db import models\nComment.add_to_class("{COLUMN}", models.TextField(null=True))\n')
    base = folder / "templates" / "base.html"
    base.write_text(base.read_text().replace("</head>", f"{MARK}</head>", 1))
    command = [sys.executable, "manage.py", "makemigrations", "blog", "--name", "newer", "-v0"]
    network.run(host, command, cwd=folder, env=environment)
    return folder
