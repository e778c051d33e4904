"""The table of a run: what was measured, the ratio that counts, its goal, and how noisy the machine was."""

import platform
import re
from datetime import date
from statistics import mean, median, pstdev

from django.db import connection

HEAD = """# Benchmarks

Made by `make bench`: the server has one core, wrk the other, and everything is asked for in turn, so a busy moment
falls on all alike. Requests a second depend on the machine; the ratios should not.
"""
# (what, by what it is divided, at least this). From the design.
GOALS = [
    ("article, kept", "bare", 0.50),
    ("article, kept", "nginx, a file", 0.25),
    ("article, cold, alone", "naive article, alone", 15),
    ("article, made anew", "naive article", 30),
    ("list, page {deep}", "list, first page", 0.40),
    ("article, made anew", "article, made anew, few rows", 0.90),
]
COMMENTING = 0.35  # of a request by somebody logged in that does little


def table(options, turns, written, facts, flooded):
    """This will give the table as Markdown. Ratios are of medians; noise is how far a bare answer strays by itself."""
    middle = {name: median(found) for name, found in turns.items()}
    noise = {name: pstdev(found) / mean(found) for name, found in turns.items()}
    lines = [
        f"## {connection.display_name}, size {options.size}",
        "",
        f"{date.today()}, {database()}, Python {platform.python_version()}, {options.rounds} rounds of",
        f"{options.seconds} s. A bare answer strays by {noise['bare']:.0%}.",
        "",
        "| Asked for | Requests a second | Strays by | Of a bare answer | Milliseconds of the core |",
        "|---|---:|---:|---:|---:|",
    ]
    for name, rate in middle.items():
        lines.append(f"| {name} | {rate:,.0f} | {noise[name]:.0%} | {rate / middle['bare']:.3f} | {1000 / rate:.2f} |")
    lines += ["", "| Goal | Measured | At least | |", "|---|---:|---:|---|"]
    deep = next(name for name in middle if name.startswith("list, page")).removeprefix("list, page ")
    for what, by, least in GOALS:
        name = what.format(deep=deep)
        if by in middle:
            lines.append(goal(f"{name} : {by}", middle[name] / middle[by], least))
    lines.append(
        goal(
            "leaving a comment : logged in, does little",
            written["a second"] / middle["logged in, does little"],
            COMMENTING,
        )
    )
    lines += ["", "| Leaving comments, 32 at once | |", "|---|---:|"]
    lines += [f"| {name} | {value:,.0f} |" for name, value in written.items()]
    lines += ["", *flooded]
    lines += ["", "| Besides | |", "|---|---:|", *(f"| {name} | {value} |" for name, value in facts.items()), ""]
    return "\n".join(lines)


def write(file, table):
    """This will put a table into a file in the place of the last of the same database and size, or at its end."""
    head, *tables = re.split(r"(?m)^(?=## )", file.read_text() if file.exists() else HEAD)
    titles = [each.partition("\n")[0] for each in tables]
    title = table.partition("\n")[0]
    if title in titles:
        tables[titles.index(title)] = table
    else:
        tables.append(table)
    file.write_text("\n".join(each.rstrip("\n") + "\n" for each in [head, *tables]))


def goal(name, measured, least):
    return f"| {name} | {measured:.2f} | {least:.2f} | {'met' if measured >= least else 'missed'} |"


def database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        return f"{connection.display_name} {cursor.fetchone()[0]}"
