"""Reads the packs, once, and refuses them loudly if something in them is wrong."""

import hashlib
import tomllib
from functools import cache
from pathlib import Path

from .detectors import DETECTORS
from .findings import OWN_SURFACES, SAID_SURFACES, SEVERITIES, SURFACES, Pack, Rule, Source
from .index import Index

HERE = Path(__file__).parent
ENGINE = "1"  # raise this when the same packs would give other findings, so that stored results count as old


class BadPack(ValueError):
    """A pack is not written as the guard expects."""


@cache
def packs():
    """This will give every pack, in order of name."""
    return tuple(pack for pack, _ in _all())


@cache
def index():
    """This will give the one tree of everything that the packs look for."""
    shared = _read(HERE / "contexts.toml")
    tree = Index()
    for entry in shared["context"]:
        tree.add_context(entry, shared["lists"])
    for pack, data in _all():
        lists = shared["lists"] | data.get("lists", {})
        for rule, entry in zip(pack.rules, data["rule"], strict=True):
            tree.add_rule(rule.id, entry, lists, distinctive=rule.distinctive)
            if unknown := set(rule.unless) - set(tree.contexts):
                raise BadPack(f"{rule.id}: there is no context {', '.join(sorted(unknown))}.")
    return tree.finish()


def lists_of(name):
    """This will give the word lists of one pack, for its detectors."""
    return next(data.get("lists", {}) for pack, data in _all() if pack.name == name)


@cache
def fingerprint():
    """This will give a short name for this exact state of packs and engine. A stored result with another one is old."""
    digest = hashlib.sha256(ENGINE.encode())
    for path in [HERE / "contexts.toml", *_files()]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _files():
    return sorted((HERE / "packs").glob("*.toml"))


@cache
def _all():
    return tuple(_pack(path.stem, _read(path)) for path in _files())


def _read(path):
    with path.open("rb") as file:
        return tomllib.load(file)


def _pack(name, data):
    sources = {key: _source(entry) for key, entry in data["source"].items()}
    rules = tuple(_rule(name, entry, sources) for entry in data["rule"])
    return Pack(name, data["title"], data["version"], rules), data


def _source(entry):
    return Source(entry["title"], entry["url"], entry.get("checked"), "checked" not in entry)


def _rule(pack, entry, sources):
    rule_id = entry["id"]
    if not rule_id.startswith(pack):
        raise BadPack(f"{rule_id}: the id of a rule begins with the name of its pack, {pack}.")
    if not entry.get("reason") or not entry.get("instead") or entry.get("source") not in sources:
        raise BadPack(f"{rule_id}: a rule needs a reason, something to say instead, and a source.")
    if entry.get("detector", "") not in {"", *DETECTORS}:
        raise BadPack(f"{rule_id}: there is no detector {entry['detector']}.")
    return Rule(
        id=rule_id,
        pack=pack,
        severity=_severities(rule_id, entry["on"]),
        reason=entry["reason"],
        instead=entry["instead"],
        source=sources[entry["source"]],
        detector=entry.get("detector", ""),
        distinctive=entry.get("distinctive", False),
        unless=tuple(entry.get("unless", ())),
        softened=_severities(rule_id, entry.get("softened", {})),
    )


def _severities(rule_id, on):
    """This will spread "own" (the clinic's pages) and "said" (comments, replies, names) over their surfaces."""
    spread = {}
    for surface in ("own", "said", *SURFACES):
        if surface in on:
            surfaces = {"own": OWN_SURFACES, "said": SAID_SURFACES}.get(surface, (surface,))
            spread |= dict.fromkeys(surfaces, on[surface])
    if unknown := (set(on) - {"own", "said", *SURFACES}) | (set(spread.values()) - set(SEVERITIES)):
        raise BadPack(f"{rule_id}: unknown surface or severity {', '.join(sorted(unknown))}.")
    return spread
