"""A flood of comments, and what readers notice of it: 10,000 a minute from 1,000 accounts, at the front of deploy/.

nginx, the reading and the writing door share one core; who sends and who reads have the other. Comments are sent at
their pace whether or not the site keeps up. nginx's limits on one address are off, since one machine plays everybody;
the site's own are those of the clinic.
"""

import http.client
import json
import os
import ssl
import subprocess
import sys
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from statistics import median, quantiles
from urllib.parse import urlencode

from tests.bench import machine

ACCOUNTS, A_MINUTE, SECONDS = 1_000, 10_000, 15
SENDERS = 256  # at most so many are waiting for an answer at once
READ_EVERY = 0.01  # seconds
READ, WRITTEN_TO = "/posts/hot/", "/posts/empty/"


def run(folder, sessions, *, seconds=SECONDS):
    """This will read before and during a flood; gives what the report shows."""
    from tests.deploy.front import Front

    os.sched_setaffinity(0, {int(machine.SERVER_CORE)})  # what is started now stays on it
    front = Front(folder / "front", port=machine.free_port(), plain_port=machine.free_port(), has_limits=False)
    front.environment |= {"SITE_URL": f"https://localhost:{front.port}", "TRUSTED_PROXY_COUNT": "1"}
    try:
        front.start()
        os.sched_setaffinity(0, {int(machine.CLIENT_CORE)})
        read(front.port, time.perf_counter() + 2)
        before = read(front.port, time.perf_counter() + seconds / 2)
        (folder / "sessions.json").write_text(json.dumps(sessions))
        asked = [
            sys.executable,
            "-m",
            "tests.bench.flood",
            str(front.port),
            str(folder / "sessions.json"),
            str(seconds),
        ]
        flood = subprocess.Popen(asked, stdout=subprocess.PIPE, text=True)
        flood.stdout.readline()  # it has begun
        during = read(front.port, time.perf_counter() + seconds)
        answered, acknowledged = json.loads(flood.communicate()[0])
    finally:
        front.stop()
        os.sched_setaffinity(0, {int(machine.SERVER_CORE), int(machine.CLIENT_CORE)})
    return {"before": before, "during": during, "answered": answered, "acknowledged": acknowledged, "seconds": seconds}


def connect(port):
    return http.client.HTTPSConnection("localhost", port, timeout=60, context=ssl._create_unverified_context())


def read(port, end):
    """This will read one kept page now and then until a moment; gives the milliseconds of each."""
    connection, took = connect(port), []
    while time.perf_counter() < end:
        began = time.perf_counter()
        connection.request("GET", READ, headers={"Accept-Encoding": "br"})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, answer.status
        took.append((time.perf_counter() - began) * 1000)
        time.sleep(READ_EVERY)
    return took


def lines(found, stored):
    """This will give the part of the report on it as lines of Markdown. stored: bodies that the database holds."""
    before, during, answered = found["before"], found["during"], found["answered"]
    sent = sum(answered.values())
    rows = {
        "comments sent a minute": f"{sent * 60 / found['seconds']:,.0f}",
        "of them taken": f"{answered.get('302', 0):,}",
        "refused by the limits (429)": f"{answered.get('429', 0):,}",
        "told to come back (503)": f"{answered.get('503', 0):,}",
        "answered otherwise": f"{sent - sum(answered.get(each, 0) for each in ('302', '429', '503')):,}",
        "acknowledged, not there exactly once": sum(stored.count(body) != 1 for body in found["acknowledged"]),
        "a kept page, median before and during": f"{median(before):.2f} ms, {median(during):.2f} ms",
        "19 of 20, before and during": f"{quantiles(before, n=20)[-1]:.2f} ms, {quantiles(during, n=20)[-1]:.2f} ms",
    }
    ratio = median(during) / median(before)
    rows["during : before (goal: at most 1.5)"] = f"{ratio:.2f}, {'met' if ratio <= 1.5 else 'missed'}"
    return ["| A flood of comments | |", "|---|---:|", *(f"| {name} | {value} |" for name, value in rows.items())]


def send(port, sessions, seconds):
    """This will send at the pace, as one account after the other; prints [how many by status, bodies taken]."""
    with ThreadPoolExecutor(SENDERS) as threads:
        print("begun", flush=True)
        began, asked = time.perf_counter(), []
        for number in range(A_MINUTE * seconds // 60):
            time.sleep(max(0, began + number * 60 / A_MINUTE - time.perf_counter()))
            asked.append(
                threads.submit(leave, port, sessions[number % len(sessions)] | {"csrftoken": uuid.uuid4().hex})
            )
        answers = [each.result() for each in asked]
    taken = [body for status, body in answers if status == 302]
    print(json.dumps([Counter(status for status, _ in answers), taken]))


def leave(port, cookies):
    body = f"Number {uuid.uuid4()}."
    words = {"body": body, "token": uuid.uuid4(), "csrfmiddlewaretoken": cookies["csrftoken"]}
    headers = {"Cookie": cookie(cookies), "Content-Type": "application/x-www-form-urlencoded"}
    headers["Referer"] = f"https://localhost{WRITTEN_TO}"  # nginx passes the name on without the port
    connection = connect(port)
    try:
        connection.request("POST", f"{WRITTEN_TO}comments/", urlencode(words), headers)
        return connection.getresponse().status, body
    except OSError:
        return 0, body
    finally:
        connection.close()


def cookie(cookies):
    """This will write cookies as a browser on https would send them."""
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


if __name__ == "__main__":
    with open(sys.argv[2]) as file:
        send(int(sys.argv[1]), json.load(file), int(sys.argv[3]))
