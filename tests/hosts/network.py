"""A small network inside this machine: a namespace for each host, all on one bridge that nothing outside can reach.

The bridge is in a namespace too, called the world: visitors stand there. Everything has a name that holds the number of
this process, so several may run, and what a killed one left behind is taken away by the next.
"""

import ctypes
import os
import re
import shutil
import signal
import subprocess
from contextlib import contextmanager, suppress
from pathlib import Path

NETWORK = "10.231.77"
WORLD = "world"
CLONE_NEWNET = 0x40000000
PREFIX = "clinic"
libc = ctypes.CDLL(None, use_errno=True)


def reason_not_to():
    """This will say in a sentence why this machine can have no such network; nothing if it can."""
    if os.getuid() != 0:
        return "needs root, to make network namespaces"
    if not shutil.which("ip"):
        return "needs ip: apt-get install iproute2"
    name = f"{PREFIX}-{os.getpid()}-probe"
    try:
        ip("netns", "add", name)
        ip("-n", name, "link", "add", "bridge", "type", "bridge")
        ip("-n", name, "link", "add", "one", "type", "veth", "peer", "name", "other")
        ip("netns", "exec", name, "true")
    except subprocess.CalledProcessError as refused:
        return f"may not make network namespaces here: {refused.stderr.strip()}"
    finally:
        subprocess.run(["ip", "netns", "del", name], capture_output=True)
    return ""


def ip(*words):
    subprocess.run(["ip", *words], check=True, capture_output=True, text=True)


class Network:
    """Hosts by their names; each one's address is NETWORK and its place in the list."""

    def __init__(self, *hosts):
        self.hosts = hosts
        self.running = []

    def space(self, host):
        return f"{PREFIX}-{os.getpid()}-{host}"

    def address(self, host):
        return f"{NETWORK}.{10 + self.hosts.index(host)}"

    def open(self):
        take_away_what_was_left()
        for host in (WORLD, *self.hosts):
            ip("netns", "add", self.space(host))
            ip("-n", self.space(host), "link", "set", "lo", "up")
        world = self.space(WORLD)
        ip("-n", world, "link", "add", "bridge", "type", "bridge")
        ip("-n", world, "address", "add", f"{NETWORK}.1/24", "dev", "bridge")
        ip("-n", world, "link", "set", "bridge", "up")
        for host in self.hosts:
            ip("-n", world, "link", "add", host, "type", "veth", "peer", "name", "eth0", "netns", self.space(host))
            ip("-n", world, "link", "set", host, "master", "bridge", "up")
            ip("-n", self.space(host), "address", "add", f"{self.address(host)}/24", "dev", "eth0")
            ip("-n", self.space(host), "link", "set", "eth0", "up")

    def close(self):
        """This will end what was started here and take all of it away."""
        for host in (*self.hosts, WORLD):
            take_away(self.space(host))
        for program in self.running:
            program.wait(timeout=10)

    def cut_off(self, host):
        """This will pull a host's plug: whoever speaks to it gets no answer at all."""
        ip("-n", self.space(WORLD), "link", "set", host, "down")

    def bring_back(self, host):
        ip("-n", self.space(WORLD), "link", "set", host, "up")

    def part(self, host, from_host):
        """This will lose all that `from_host` sends to `host`, so that each waits for the other in vain."""
        ip("-n", self.space(from_host), "route", "add", "blackhole", f"{self.address(host)}/32")

    def join(self, host, from_host):
        ip("-n", self.space(from_host), "route", "del", "blackhole", f"{self.address(host)}/32")

    def command(self, host, command):
        return ["ip", "netns", "exec", self.space(host), *command]

    def run(self, host, command, **how):
        """This will run a program to its end on a host, and give what it printed. What it complains of is the error."""
        done = subprocess.run(self.command(host, command), capture_output=True, text=True, **how)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def start(self, host, command, **how):
        """This will start a program on a host, as the head of a group that can be ended whole."""
        program = subprocess.Popen(self.command(host, command), process_group=0, **how)
        self.running.append(program)
        return program

    @contextmanager
    def inside(self, host):
        """This will have the sockets that this thread opens in the block be opened on a host."""
        with Path("/proc/thread-self/ns/net").open() as here, Path(f"/run/netns/{self.space(host)}").open() as there:
            enter(there)
            try:
                yield
            finally:
                enter(here)


def enter(namespace):
    if libc.setns(namespace.fileno(), CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "setns")


def end(program, number):
    """This will send a signal to a program and all that it started, and wait until it has gone."""
    with suppress(ProcessLookupError):
        os.killpg(program.pid, number)
    program.wait(timeout=60)


def take_away_what_was_left():
    for name in os.listdir("/run/netns") if Path("/run/netns").exists() else []:
        whose = re.fullmatch(rf"{PREFIX}-(\d+)-\w+", name)
        if whose and not Path(f"/proc/{whose[1]}").exists():
            take_away(name)


def take_away(name):
    """This will kill what runs in a namespace of ours, and remove it."""
    for pid in subprocess.run(["ip", "netns", "pids", name], capture_output=True, text=True).stdout.split():
        with suppress(ProcessLookupError):
            os.kill(int(pid), signal.SIGKILL)
    subprocess.run(["ip", "netns", "del", name], capture_output=True)
