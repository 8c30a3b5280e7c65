"""Python's plistlib as the judge of our property lists: makes a corpus with a fixed seed, and reads what we wrote.

  plistlib_peer.py make FOLDER    writes N.xml, N.bin and N.txt (what both hold)
  plistlib_peer.py check FOLDER   reads N.ours.xml and N.ours.bin and compares them with N.xml, N.bin and N.txt
"""

import datetime
import pathlib
import plistlib
import random
import struct
import sys

COUNT = 120
TEXTS = ["", " ", "  two  ", "a & b <c> \"d\" 'e'", "Café ☕", "𝔘𝔫𝔦", "line\nline\ttab", "日本語", "x" * 14, "y" * 15, "z" * 300, "é" * 20, "]]>", "&#13;"]
INTEGERS = [0, 1, 127, 128, 255, 256, 65535, 65536, 2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**63 - 1, 2**63, 2**64 - 1, -1, -128, -(2**31), -(2**63)]
REALS = [0.0, 1.0, 20.0, -1.5, 0.1, 1e-5, 1e-4, 12345678901234567.0, 1.7976931348623157e308, 5e-324, 1e17, 123456.789, float("inf"), float("-inf")]


def show(value):
    """One spelling of a value that both sides make on their own."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return "i%d" % value
    if isinstance(value, float):
        return "r" + struct.pack(">d", value).hex()
    if isinstance(value, str):
        return "s" + value.encode("utf-8").hex()
    if isinstance(value, (bytes, bytearray)):
        return "b" + bytes(value).hex()
    if isinstance(value, datetime.datetime):
        return "d" + value.strftime("%Y-%m-%dT%H:%M:%S").rjust(19, "0") + ".%06d" % value.microsecond
    if isinstance(value, plistlib.UID):
        return "u%d" % value.data
    if isinstance(value, list):
        return "[" + ",".join(show(item) for item in value) + "]"
    return "{" + ",".join(show(key) + ":" + show(item) for key, item in value.items()) + "}"


def make_value(rand, depth, binary_only):
    kind = rand.randrange(10 if depth else 7)
    if kind == 0:
        return rand.random() < 0.5
    if kind == 1:
        return rand.choice(INTEGERS)
    if kind == 2:
        return rand.choice(REALS)
    if kind == 3:
        return rand.choice(TEXTS)
    if kind == 4:
        return rand.randbytes(rand.choice([0, 1, 2, 3, 14, 15, 33, 45, 100, 400]))
    if kind == 5:
        moment = datetime.datetime(rand.randrange(1900, 2200), rand.randrange(1, 13), rand.randrange(1, 29), rand.randrange(24), rand.randrange(60), rand.randrange(60))
        return moment.replace(microsecond=500000) if binary_only and rand.random() < 0.3 else moment
    if kind == 6:
        return plistlib.UID(rand.choice([0, 255, 256, 65535, 65536, 2**32])) if binary_only else rand.choice(TEXTS)
    if kind == 7:
        return [make_value(rand, depth - 1, binary_only) for _ in range(rand.choice([0, 1, 3, 14, 15, 16]))]
    keys = rand.sample(TEXTS + ["k%d" % i for i in range(20)], rand.choice([0, 1, 2, 14, 15, 20]))
    return {key: make_value(rand, depth - 1, binary_only) for key in keys}


def holds(value, kind):
    if isinstance(value, list):
        return any(holds(item, kind) for item in value)
    if isinstance(value, dict):
        return any(holds(item, kind) for item in value.values())
    return isinstance(value, kind)


def corpus():
    rand = random.Random(20261122)
    deep = "end"
    for _ in range(100):
        deep = [deep]
    yield "deep", deep, True
    yield "wide", {"key %d" % i: i for i in range(70000)}, True
    for number in range(COUNT):
        binary_only = number % 3 == 0
        value = make_value(rand, 4, binary_only) if number % 10 else rand.choice(TEXTS)
        yield str(number), value, not (binary_only and (holds(value, plistlib.UID) or holds(value, datetime.datetime)))


def make(folder):
    for name, value, in_xml in corpus():
        (folder / (name + ".bin")).write_bytes(plistlib.dumps(value, fmt=plistlib.FMT_BINARY, sort_keys=False))
        if in_xml:
            (folder / (name + ".xml")).write_bytes(plistlib.dumps(value, fmt=plistlib.FMT_XML, sort_keys=False))
        (folder / (name + ".txt")).write_text(show(value), encoding="ascii")


def check(folder):
    checked = 0
    for name, value, in_xml in corpus():
        expected = show(value)
        ours = (folder / (name + ".ours.bin")).read_bytes()
        assert show(plistlib.loads(ours, fmt=plistlib.FMT_BINARY)) == expected, name + ": binary differs"
        if not holds(value, plistlib.UID):
            assert ours == (folder / (name + ".bin")).read_bytes(), name + ": other bytes than plistlib's"
        if in_xml:
            ours = (folder / (name + ".ours.xml")).read_bytes()
            assert show(plistlib.loads(ours, fmt=plistlib.FMT_XML)) == expected, name + ": XML differs"
            if not holds(value, float):
                # Reals only are spelled in another way: CoreFoundation prints 17 digits, Python as few as it can.
                assert ours == (folder / (name + ".xml")).read_bytes(), name + ": other XML than plistlib's"
        checked += 1
    print("checked", checked)


if __name__ == "__main__":
    {"make": make, "check": check}[sys.argv[1]](pathlib.Path(sys.argv[2]))
