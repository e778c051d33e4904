"""What gives first as readers grow: a simulation of a busy hour, `python -m tests.bench.growth`.

Requests come one by one at random (Poisson) to web processes that each answer one at a time, at the costs of the core
that `make bench` wrote into docs/benchmarks.md. What a signature or a comment makes stale is made anew at the next
request, in every process by itself. Mail waits for one worker. Nothing here is a measurement: it says where to look
first, and docs/scaling.md says what is left out.
"""

import heapq
import random
import re
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from statistics import quantiles

MEASURED = Path(__file__).parent.parent.parent / "docs" / "benchmarks.md"
MAIL = 0.2  # seconds of the worker for each, most of it waiting for the mail server
PAGES = 300  # that people read of one clinic; the hot ones most: the nth is read 1/n as often as the first


@dataclass
class Case:
    """One busy hour. Rates are of the whole hour and of all clinics together."""

    name: str
    readers: int  # page views
    members: float  # the share of them that is logged in
    comments: int
    signatures: int
    processes: int
    pages: int = PAGES
    mails: int = 2  # for each comment: an answer's notice, a decision's


CASES = [
    Case("1 clinic", 400, 0.03, 6, 2, processes=1),
    Case("10 clinics, one machine", 4_000, 0.03, 60, 20, processes=2, pages=10 * PAGES),
    Case("1,000 clinics, 8 machines of 4 cores", 400_000, 0.03, 6_000, 2_000, processes=32, pages=1_000 * PAGES),
    Case("A national front page, one machine", 2_000_000, 0.002, 3_000, 1, processes=2),
    Case("The same behind a CDN", 20_000, 0.2, 3_000, 1, processes=2),
]


def costs():
    """This will read seconds of the core for each kind of request out of the first table of the benchmarks."""
    table = MEASURED.read_text().split("\n## ")[1]
    told = dict(re.findall(r"^\| ([^|]+?) \|(?:[^|]*\|){3} ([\d.]+) \|$", table, re.MULTILINE))
    rate = float(re.search(r"^\| a second \| ([\d.]+) \|", table, re.MULTILINE)[1])
    made = {kind: float(told[f"article, {kind}"]) / 1000 for kind in ("kept", "made anew", "logged in")}
    return made | {"comment": 1 / rate}


def hour(case, cost, *, seed=1):
    """This will play one hour.

    Gives (share of the cores used, pages made anew, seconds at the 99th percent, share of the worker used).
    """
    chance = random.Random(seed)
    free = [0.0] * case.processes
    version, held = [0] * case.pages, [{} for _ in range(case.processes)]
    weights = list(accumulate(1 / (number % PAGES + 1) for number in range(case.pages)))
    used, anew, waits = 0.0, 0, []
    for at, what in events(case, chance):
        if what == "signature":
            first = chance.randrange(max(1, case.pages // PAGES)) * PAGES  # all pages of one clinic
            version[first : first + PAGES] = [number + 1 for number in version[first : first + PAGES]]
            continue
        (page,) = chance.choices(range(case.pages), cum_weights=weights)
        process = answers(page, case, free)
        if what == "comment":
            version[page] += 1
            spent = cost["comment"]
        elif chance.random() < case.members:
            spent = cost["logged in"]
        elif held[process].get(page) == version[page]:
            spent = cost["kept"]
        else:
            held[process][page], anew, spent = version[page], anew + 1, cost["made anew"]
        begins = max(at, free[process])
        free[process] = begins + spent
        used += spent
        waits.append(begins + spent - at)
    return used / (3600 * case.processes), anew, quantiles(waits, n=100)[98], case.comments * case.mails * MAIL / 3600


def answers(page, case, free):
    """This will choose the process: of many clinics each has one of its own, of few any that is free."""
    if case.pages // PAGES >= case.processes:
        return page // PAGES % case.processes
    return min(range(case.processes), key=free.__getitem__)


def events(case, chance):
    """This will give (second, what) in order: three streams that know nothing of each other."""
    streams = {"reader": case.readers, "comment": case.comments, "signature": case.signatures}
    return heapq.merge(*(stream(what, rate, chance.random()) for what, rate in streams.items()))


def stream(what, rate, seed):
    chance, at = random.Random(seed), 0.0
    while rate and (at := at + chance.expovariate(rate / 3600)) < 3600:
        yield at, what


def main():
    cost = costs()
    print("Milliseconds of a core: " + ", ".join(f"{kind} {1000 * seconds:.2f}" for kind, seconds in cost.items()))
    print(f"{'':38} cores used  made anew  99 % within  worker used")
    for case in CASES:
        used, anew, wait, mail = hour(case, cost)
        print(f"{case.name:38} {used:9.1%}  {anew:9,}  {wait * 1000:8.1f} ms  {mail:10.1%}")


if __name__ == "__main__":
    main()
