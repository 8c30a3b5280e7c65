#!/usr/bin/env python3
"""Recomputes everything in the code signatures of one Mach-O file from its bytes, by nothing but the standard library.

usage: check_code_signature.py FILE [--info-plist FILE] [--code-resources FILE] [--extract FOLDER]

Prints one line of JSON for each slice, with the key "faults" empty when all digests come out right. With --extract it
writes for each slice the CodeDirectory of slot 0, the CMS and the entitlements into the folder, for openssl and others.
"""
import argparse
import base64
import hashlib
import json
import os
import plistlib
import struct
import sys

DIGESTS = {1: ("sha1", 20), 2: ("sha256", 32), 3: ("sha256", 20), 4: ("sha384", 48)}
CPUS = {0x0100000C: "arm64", 0x0200000C: "arm64_32", 0x01000007: "x86_64", 12: "arm", 7: "i386"}


def digest(kind, data):
    name, size = DIGESTS[kind]
    return hashlib.new(name, data).digest()[:size]


def slices(data):
    magic, count = struct.unpack(">II", data[:8])
    if magic not in (0xCAFEBABE, 0xCAFEBABF):
        return [data]
    found, end = [], 8 + count * 20
    for index in range(count):
        if magic == 0xCAFEBABE:
            _, _, offset, size, align = struct.unpack(">5I", data[8 + index * 20:28 + index * 20])
        else:
            _, _, offset, size, align, _ = struct.unpack(">IIQQII", data[8 + index * 32:40 + index * 32])
            end = max(end, 8 + count * 32)
        if offset % (1 << align) or any(data[end:offset]):
            print(json.dumps({"faults": [f"slice {index} is badly placed"]}))
        found.append(data[offset:offset + size])
        end = offset + size
    if end != len(data):
        print(json.dumps({"faults": ["bytes after the last slice"]}))
    return found


def commands(image):
    magic, cpu, _, filetype, count, size = struct.unpack("<6I", image[:24])
    wide = magic == 0xFEEDFACF
    at = 32 if wide else 28
    result = {"cpu": CPUS.get(cpu, hex(cpu)), "filetype": filetype, "segments": {}, "signature": None, "info": None}
    for _ in range(count):
        command, length = struct.unpack("<II", image[at:at + 8])
        if command in (0x19, 1):
            name = image[at + 8:at + 24].rstrip(b"\0").decode()
            fields = struct.unpack("<4Q", image[at + 24:at + 56]) if wide else struct.unpack("<4I", image[at + 24:at + 40])
            result["segments"][name] = {"vmsize": fields[1], "fileoff": fields[2], "filesize": fields[3]}
            sections = struct.unpack("<I", image[at + (64 if wide else 48):at + (68 if wide else 52)])[0]
            for index in range(sections):
                start = at + (72 + 80 * index if wide else 56 + 68 * index)
                if image[start:start + 16].rstrip(b"\0") == b"__info_plist":
                    content = struct.unpack("<QI", image[start + 40:start + 52]) if wide else struct.unpack("<II", image[start + 36:start + 44])
                    result["info"] = image[content[1]:content[1] + content[0]]
        elif command == 0x1D:
            result["signature"] = struct.unpack("<II", image[at + 8:at + 16])
        at += length
    return result


def text(data, offset):
    return data[offset:data.index(b"\0", offset)].decode()


def directory(blob):
    version, flags, hashes, identifier, special, count, limit = struct.unpack(">7I", blob[8:36])
    size, kind, platform, shift = blob[36:40]
    team = struct.unpack(">I", blob[48:52])[0] if version >= 0x20200 else 0
    wide = struct.unpack(">Q", blob[56:64])[0] if version >= 0x20300 else 0
    segment = struct.unpack(">3Q", blob[64:88]) if version >= 0x20400 else None
    slot = lambda index: blob[hashes + index * size:hashes + (index + 1) * size]
    return {"version": version, "flags": flags, "identifier": text(blob, identifier), "team": text(blob, team) if team else None,
            "limit": wide or limit, "page": 1 << shift, "kind": kind, "segment": segment,
            "special": {index: slot(-index) for index in range(1, special + 1)}, "pages": [slot(index) for index in range(count)]}


class Der:
    """The DER of entitlements, strictly: no other tags, shortest lengths, sorted keys."""

    def __init__(self, data):
        self.data = data

    def element(self, at):
        tag, length, at = self.data[at], self.data[at + 1], at + 2
        if length >= 0x80:
            count = length & 0x7F
            length = int.from_bytes(self.data[at:at + count], "big")
            at += count
            assert length >= 0x80 and count == (length.bit_length() + 7) // 8, "length not minimal"
        assert at + length <= len(self.data), "element too long"
        return tag, at, at + length

    def dictionary(self, at, end):
        result, last = {}, b""
        while at < end:
            tag, start, at = self.element(at)
            assert tag == 0x30, "no pair"
            tag, key, stop = self.element(start)
            name = self.data[key:stop]
            assert tag == 0x0C and name > last or not result, "keys not sorted"
            last = name
            value, stop = self.value(stop)
            assert stop == at, "more than a value"
            result[name.decode()] = value
        return result

    def value(self, at):
        tag, start, end = self.element(at)
        body = self.data[start:end]
        if tag == 0xB0:
            return self.dictionary(start, end), end
        if tag == 0x30:
            items = []
            while start < end:
                item, start = self.value(start)
                items.append(item)
            return items, end
        if tag == 0x0C:
            return body.decode(), end
        if tag == 0x02:
            return int.from_bytes(body, "big", signed=True), end
        assert tag == 1 and body in (b"\0", b"\xff"), "unknown value"
        return body == b"\xff", end

    def top(self):
        tag, start, end = self.element(0)
        assert tag == 0x70 and end == len(self.data), "no [APPLICATION 16]"
        assert self.data[start:start + 3] == b"\x02\x01\x01", "not version 1"
        tag, start, stop = self.element(start + 3)
        assert tag == 0xB0 and stop == end, "no dictionary"
        return self.dictionary(start, stop)


def check(image, outside, extract):
    facts = commands(image)
    faults = []
    result = {"cpu": facts["cpu"], "faults": faults}
    if not facts["signature"]:
        faults.append("not signed")
        return result
    offset, kept = facts["signature"]
    linkedit = facts["segments"]["__LINKEDIT"]
    if offset + kept != len(image):
        faults.append("the signature does not end the slice")
    if linkedit["fileoff"] + linkedit["filesize"] != len(image):
        faults.append("__LINKEDIT does not end the slice")
    if linkedit["vmsize"] < linkedit["filesize"]:
        faults.append("__LINKEDIT is smaller in memory")
    magic, length, count = struct.unpack(">III", image[offset:offset + 12])
    if magic != 0xFADE0CC0 or length > kept or any(image[offset + length:offset + kept]):
        faults.append("no tidy SuperBlob")
    blobs, expected, previous = {}, 12 + 8 * count, -1
    for index in range(count):
        kind, at = struct.unpack(">II", image[offset + 12 + 8 * index:offset + 20 + 8 * index])
        size = struct.unpack(">I", image[offset + at + 4:offset + at + 8])[0]
        if at != expected or kind <= previous:
            faults.append(f"blob {kind:x} out of its place")
        expected, previous = at + size, kind
        blobs[kind] = image[offset + at:offset + at + size]
    if expected != length:
        faults.append("the SuperBlob is longer than its blobs")
    directories = [(kind, directory(blob), blob) for kind, blob in sorted(blobs.items()) if kind == 0 or 0x1000 <= kind < 0x1005]
    contents = {1: outside["info"] if outside["info"] is not None else facts["info"], 3: outside["resources"]}
    for kind in range(2, 12):
        if kind != 3:
            contents[kind] = blobs.get(kind)
    for kind, one, _ in directories:
        if one["limit"] != offset:
            faults.append("codeLimit is not the offset of the signature")
        pages = [digest(one["kind"], image[at:min(at + one["page"], one["limit"])]) for at in range(0, one["limit"], one["page"])]
        if len(pages) != len(one["pages"]):
            faults.append(f"{len(one['pages'])} page digests for {len(pages)} pages")
        faults.extend(f"page {index} of directory {kind:x}" for index, page in enumerate(pages) if page != one["pages"][index])
        for slot in range(1, 12):
            stored = one["special"].get(slot, b"")
            stored = stored if any(stored) else None
            content = contents.get(slot)
            if stored is None and content is None:
                continue
            if content is None and slot in (1, 3) and outside["unknown"]:
                continue
            if content is None or stored != digest(one["kind"], content):
                faults.append(f"special slot -{slot} of directory {kind:x}")
        segment, text_segment = one["segment"], facts["segments"]["__TEXT"]
        if segment and segment[:2] != (text_segment["fileoff"], text_segment["filesize"]):
            faults.append("execSeg is not __TEXT")
    xml = plistlib.loads(blobs[5][8:]) if 5 in blobs else None
    if 7 in blobs:
        try:
            if Der(blobs[7][8:]).top() != xml:
                faults.append("XML and DER entitlements differ")
        except (AssertionError, IndexError) as error:
            faults.append(f"DER entitlements: {error}")
    primary = directories[0]
    best = max(directories, key=lambda item: item[1]["kind"])
    result.update(identifier=primary[1]["identifier"], team=primary[1]["team"], version=primary[1]["version"], flags=primary[1]["flags"],
                  kinds=[item[1]["kind"] for item in directories], special=len(primary[1]["special"]), pages=len(primary[1]["pages"]),
                  segment=primary[1]["segment"], entitlements=xml, cdhash=digest(best[1]["kind"], best[2])[:20].hex(),
                  cdhashes=[digest(item[1]["kind"], item[2])[:20].hex() for item in directories],
                  requirements=base64.b64encode(blobs.get(2, b"")).decode())
    if extract:
        os.makedirs(extract, exist_ok=True)
        for name, data in (("cd", primary[2]), ("cms", blobs.get(0x10000, b"")[8:]), ("xml", blobs.get(5, b"")[8:])):
            with open(os.path.join(extract, f"{facts['cpu']}.{name}"), "wb") as file:
                file.write(data)
    return result


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--info-plist")
    parser.add_argument("--code-resources")
    parser.add_argument("--unknown-bundle", action="store_true", help="slots -1 and -3 may hash what is not at hand")
    parser.add_argument("--extract")
    options = parser.parse_args()
    outside = {"info": open(options.info_plist, "rb").read() if options.info_plist else None,
               "resources": open(options.code_resources, "rb").read() if options.code_resources else None,
               "unknown": options.unknown_bundle}
    for image in slices(open(options.file, "rb").read()):
        print(json.dumps(check(image, outside, options.extract), default=str))


if __name__ == "__main__":
    sys.exit(main())
