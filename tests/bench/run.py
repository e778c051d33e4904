"""One run: what is asked, of whom, and in which order."""

import json
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.request import Request, urlopen

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection
from django.test import Client

from accounts.models import User
from blog.comments.models import Comment
from tests import factories
from tests.bench import data, flood, machine, writing

CHROME = "Accept-Encoding: gzip, deflate, br, zstd"
OF_THE_SERVER = {"server", "date", "connection", "transfer-encoding"}
NOT_KEPT = "?x=1"  # a query that our pages do not read goes past the memory


def filled(size, folder, *, accounts=flood.ACCOUNTS):
    """This will fill the database, or take it as an earlier run in the same folder left it; gives the cookies."""
    cookies = folder / f"cookies-{size}.json"
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if not cookies.exists():
        began = time.perf_counter()
        cookies.write_text(json.dumps(fill(size, accounts)))
        print(f"Filled in {time.perf_counter() - began:.0f} s.", flush=True)
    return json.loads(cookies.read_text())


def small(folder):
    """This will fill a second database, with a thousand comments in all, to be asked in turn with the large one."""
    beside = folder / "small"
    subprocess.run([sys.executable, "-m", "tests.bench", "--only-fill", "--keep", beside], check=True)
    return beside


def fill(size, accounts):
    """This will make the rows; gives the cookies of those who write."""
    people = data.make(size, people=accounts)
    call_command("index_articles", verbosity=0)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Comment]):  # their keys were chosen here
            cursor.execute(statement)
        # As PostgreSQL does by itself a minute after so many rows were written.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    sessions = []
    for key in people:
        client = Client()
        user = User.objects.get(pk=key)
        client.force_login(user)
        factories.log_in_is_complete(client, user)
        sessions.append({name: morsel.value for name, morsel in client.cookies.items()})
    connection.close()
    return sessions


class Site:
    """The servers of a run and what is asked of them."""

    def __init__(self, ours, bare, naive, file, small, sessions, first_page_after):
        self.ours, self.bare, self.naive, self.file = ours, bare, naive, file
        self.sessions, self.first_page_after = sessions, first_page_after
        cookie = "Cookie: " + "; ".join(f"{name}={value}" for name, value in sessions[40].items())
        etag = fetch(self.ours.origin + "/posts/hot/").headers["ETag"]
        deep, last = pages_of_list(), pages_of_comments()
        ours, asks = self.ours.origin, {}
        asks["bare"] = (self.bare.origin + "/", [CHROME])
        asks["nginx, a file"] = (self.file.origin + "/page.html", ["Accept-Encoding: gzip"])
        asks["article, kept"] = (f"{ours}/posts/hot/", [CHROME])
        asks["article, 304"] = (f"{ours}/posts/hot/", [CHROME, f"If-None-Match: {etag}"])
        asks["home, kept"] = (f"{ours}/", [CHROME])
        asks["topic, kept"] = (f"{ours}/topics/topic-0/", [CHROME])
        asks["feed, kept"] = (f"{ours}/feed/", [CHROME])
        asks["article, made anew"] = (f"{ours}/posts/hot/{NOT_KEPT}", [CHROME])
        asks["article, logged in"] = (f"{ours}/posts/hot/", [CHROME, cookie])
        asks["naive article"] = (f"{self.naive.origin}/posts/hot/", [])
        asks["list, first page"] = (f"{ours}/{NOT_KEPT}", [CHROME])
        asks[f"list, page {deep}"] = (f"{ours}/?page={deep}&x=1", [CHROME])
        asks["comments, last page"] = (f"{ours}/posts/long/comments/?page={last}&x=1", [CHROME])
        asks["search, rare"] = (f"{ours}/search/?q={data.RARE}", [CHROME])
        asks["search, middle"] = (f"{ours}/search/?q={data.MIDDLE}", [CHROME])
        asks["search, common"] = (f"{ours}/search/?q={data.COMMON}", [CHROME])
        asks["logged in, does little"] = (f"{ours}/house-rules/", [CHROME, cookie])
        if small:
            asks["article, made anew, few rows"] = (f"{small.origin}/posts/hot/{NOT_KEPT}", [CHROME])
        self.asks = asks

    def facts(self):
        article = fetch(self.ours.origin + "/posts/hot/", CHROME)
        return {
            "first page after": f"{self.first_page_after:.1f} s",
            "memory of the worker": f"{self.ours.memory():.0f} MB",
            "article over the wire, brotli": f"{len(article.read()) / 1000:.1f} kB",
            "article before that": f"{len(fetch(self.ours.origin + '/posts/hot/').read()) / 1000:.1f} kB",
        }


def fetch(address, header=""):
    name, _, value = header.partition(": ")
    return urlopen(Request(address, headers={name: value} if name else {}), timeout=60)


def pages_of_list():
    from blog.editions.lists import PAGE_SIZE
    from blog.editions.models import Edition

    return min(500, Edition.objects.count() // PAGE_SIZE)


def pages_of_comments():
    from blog.comments.listing import PAGE_SIZE

    return Comment.objects.filter(edition__slug=data.LONG).count() // PAGE_SIZE


@contextmanager
def serving(folder, sessions, small=None):
    """This will start our site, a bare answer of the same bytes and headers, a naive site and nginx, all on one core.

    small: the folder of a small database, for our site a second time.
    """
    started = []
    try:
        ours, seconds = machine.granian("clinic_site.wsgi:application", {})
        started.append(ours)
        answer = fetch(ours.origin + "/posts/hot/", CHROME)
        (folder / "body").write_bytes(answer.read())
        sent = [pair for pair in answer.headers.items() if pair[0].lower() not in OF_THE_SERVER]
        (folder / "headers").write_text(json.dumps(sent))
        bare, _ = machine.granian("tests.bench.bare:application", {"BENCH_ANSWER": str(folder)})
        started.append(bare)
        naive, _ = machine.granian("tests.bench.naive:application", {})
        started.append(naive)
        file = machine.nginx(folder, fetch(ours.origin + "/posts/hot/", "Accept-Encoding: gzip").read())
        started.append(file)
        few = None
        if small:
            few, _ = machine.granian("clinic_site.wsgi:application", {"DATA_DIR": str(small)})
            started.append(few)
        yield Site(ours, bare, naive, file, few, sessions, seconds)
    finally:
        for server in started:
            server.stop()


def in_turn(site, *, seconds, rounds):
    """This will ask for everything once in every round, so that a busy moment of the machine falls on all alike."""
    found = {name: [] for name in site.asks}
    for number in range(rounds):
        print(f"Round {number + 1} of {rounds}", flush=True)
        for name, (address, headers) in site.asks.items():
            found[name].append(machine.load(address, seconds=seconds, headers=headers))
    return found


def one_by_one(site, *, rounds):
    """This will ask for a page whose every part has to be made anew, and for the naive one, in turn; adds the rates."""
    found = {"article, cold, alone": [], "naive article, alone": []}
    for _ in range(rounds * 5):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE blog_stamp SET n = n + 1 WHERE key = 'site'")
        connection.close()
        for name, address in zip(
            found, (site.asks["article, made anew"][0], site.asks["naive article"][0]), strict=True
        ):
            began = time.perf_counter()
            fetch(address, CHROME).read()
            found[name].append(1 / (time.perf_counter() - began))
    return found


def stored_comments():
    found = list(Comment.objects.filter(edition__slug="empty").values_list("body", flat=True))
    connection.close()
    return found


def leave_comments(site):
    """This will have comments written under an article that had none, and look for each of them afterwards."""
    acknowledged, rate, stale = writing.run(site.ours.origin, site.sessions, "/posts/empty/")
    stored = stored_comments()
    faults = sum(stored.count(body) != 1 for body in acknowledged)
    return {"a second": rate, "acknowledged": len(acknowledged), "not there exactly once": faults, "stale": stale}
