#!/usr/bin/env python3
"""Recomputes every seal and every code signature of a signed iOS package from its bytes, by nothing but the standard library.

usage: check_ipa.py IPA

Prints one line of JSON: the files that were signed, and under "faults" everything that does not come out right.
"""
import hashlib
import json
import os
import plistlib
import re
import struct
import sys
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import check_code_signature as code  # noqa: E402

RULES = {"^.*": True, r"^.*\.lproj/": {"optional": True, "weight": 1000.0}, r"^.*\.lproj/locversion.plist$": {"omit": True, "weight": 1100.0},
         r"^Base\.lproj/": {"weight": 1010.0}, "^version.plist$": True}
RULES2 = {r".*\.dSYM($|/)": {"weight": 11.0}, r"^(.*/)?\.DS_Store$": {"omit": True, "weight": 2000.0}, "^.*": True,
          r"^.*\.lproj/": {"optional": True, "weight": 1000.0}, r"^.*\.lproj/locversion.plist$": {"omit": True, "weight": 1100.0},
          r"^Base\.lproj/": {"weight": 1010.0}, r"^Info\.plist$": {"omit": True, "weight": 20.0}, "^PkgInfo$": {"omit": True, "weight": 20.0},
          r"^embedded\.provisionprofile$": {"weight": 20.0}, r"^version\.plist$": {"weight": 20.0}}


def ruling(rules, path):
    """The heaviest rule that is found in a path, as (omit, optional); None when there is none."""
    best, weight = None, -1
    for pattern, rule in rules.items():
        own = 1 if rule is True else rule.get("weight", 1)
        if own > weight and re.search(pattern, path):
            best, weight = (False, False) if rule is True else (rule.get("omit", False), rule.get("optional", False)), own
    return best


def seal(files, links, executable, both=False):
    """What the two lists of a bundle have to be; of one that is signed with SHA-1 too, with both digests."""
    first, second = {}, {}
    for path in sorted({**files, **links}):
        if path.split("/")[0] in ("_CodeSignature", "CodeResources", "_MASReceipt") or path == executable:
            continue
        rule = ruling(RULES, path)
        if path in files and rule and not rule[0]:
            digest = hashlib.sha1(files[path]).digest()
            first[path] = {"hash": digest, "optional": True} if rule[1] else digest
        rule = ruling(RULES2, path)
        if rule and not rule[0]:
            second[path] = {"symlink": links[path]} if path in links else {"hash2": hashlib.sha256(files[path]).digest()}
            if both and path in files:
                second[path]["hash"] = hashlib.sha1(files[path]).digest()
            if rule[1]:
                second[path]["optional"] = True
    return first, second


def is_code(data):
    if data[:4] in (b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe"):
        return struct.unpack("<I", data[12:16])[0] in (2, 6, 8)
    return data[:4] in (b"\xca\xfe\xba\xbe", b"\xca\xfe\xba\xbf") and struct.unpack(">I", data[4:8])[0] < 40


def pack_faults(inside):
    """What is wrong with the signature of an asset pack, whose parts are files, and whose Info.plist stands in for code."""
    parts = {key[len("_CodeSignature/"):]: value for key, value in inside.items() if key.startswith("_CodeSignature/")}
    names = ["CodeDirectory", "CodeRequirements", "CodeRequirements-1", "CodeResources", "CodeSignature"]
    if sorted(parts) != names:
        return [f"its signature has the parts {sorted(parts)}"]
    faults, info = [], inside["Info.plist"]
    for file, kind in (("CodeDirectory", 1), ("CodeRequirements-1", 2)):
        blob = parts[file]
        if struct.unpack(">II", blob[:8]) != (0xFADE0C02, len(blob)) or struct.unpack(">II", parts["CodeRequirements"][:8]) != (0xFADE0C01, len(parts["CodeRequirements"])):
            faults.append(f"{file} has not the head of its kind")
        one = code.directory(blob)
        if (one["kind"], one["limit"], one["page"], one["flags"], one["version"]) != (kind, len(info), 1, 0, 0x20200):
            faults.append(f"{file} says {one}")
        if one["identifier"] != plistlib.loads(info)["CFBundleIdentifier"]:
            faults.append(f"{file} is for {one['identifier']}")
        if one["pages"] != [code.digest(kind, info)]:
            faults.append(f"the page of {file}")
        if one["special"] != {1: code.digest(kind, info), 2: code.digest(kind, parts["CodeRequirements"]), 3: code.digest(kind, parts["CodeResources"])}:
            faults.append(f"the special slots of {file}")
    return faults


def main(name):
    faults, signed, files, links = [], [], {}, {}
    with zipfile.ZipFile(name) as package:
        for entry in package.infolist():
            kind = entry.external_attr >> 28
            if entry.create_system != 3 or kind not in (4, 8, 10):
                faults.append(f"{entry.filename} has no Unix mode")
            match = re.match(r"Payload/[^/]+\.app/(.*)$", entry.filename)
            if match and kind == 10:
                links[match[1]] = package.read(entry).decode()
            elif match and not entry.is_dir():
                files[match[1]] = package.read(entry)
                if is_code(files[match[1]]) and not entry.external_attr >> 16 & 0o111 and ".dSYM/" not in match[1]:
                    faults.append(f"{match[1]} cannot be executed")
        broken = package.testzip()
        if broken:
            faults.append(f"{broken} is damaged")
    mains, packs = {}, {}
    for path in files:
        if path.endswith("_CodeSignature/CodeResources"):
            bundle = path[:-len("_CodeSignature/CodeResources")]
            executable = plistlib.loads(files[bundle + "Info.plist"]).get("CFBundleExecutable") if bundle + "Info.plist" in files else None
            if executable and bundle + executable in files:
                mains[bundle + executable] = (bundle, files[bundle + "Info.plist"], files[path])
            elif bundle.endswith(".assetpack/"):
                packs[bundle + "Info.plist"] = (bundle, files[bundle + "Info.plist"], files[path])
    for path, (bundle, _, resources) in {**mains, **packs}.items():
        content = plistlib.loads(resources)
        inside = {key[len(bundle):]: value for key, value in files.items() if key.startswith(bundle)}
        first, second = seal(inside, {key[len(bundle):]: value for key, value in links.items() if key.startswith(bundle)}, path[len(bundle):], path in packs)
        for key, expected in (("files", first), ("files2", second), ("rules", RULES), ("rules2", RULES2)):
            if content.get(key) != expected:
                differing = [item for item in {**expected, **content.get(key, {})} if content.get(key, {}).get(item) != expected.get(item)]
                faults.append(f"{key} of '{bundle}': {differing[:5]}")
        if resources != plistlib.dumps(content, sort_keys=True).replace(b".0</real>", b"</real>"):
            faults.append(f"the seal of '{bundle}' is not written as Apple writes")
        if path in packs:
            signed.append(bundle[:-1])
            faults.extend(f"{bundle[:-1]}: {fault}" for fault in pack_faults(inside))
            continue
        others = [key for key in inside if key.startswith("_CodeSignature/") and key != "_CodeSignature/CodeResources"]
        faults.extend(f"{key} lies in the signature folder" for key in others)
    for path, data in sorted(files.items()):
        if not is_code(data) or ".dSYM/" in path or "_WatchKitStub/" in path:
            continue
        signed.append(path)
        _, info, resources = mains.get(path, (None, None, None))
        for image in code.slices(data):
            result = code.check(image, {"info": info, "resources": resources, "unknown": False}, None)
            faults.extend(f"{path}: {fault}" for fault in result["faults"])
            needs = image[12] == 2 and path in mains
            if needs != bool(result.get("entitlements")):
                faults.append(f"{path}: entitlements {result.get('entitlements')}")
    print(json.dumps({"signed": sorted(signed), "faults": faults}))


if __name__ == "__main__":
    main(sys.argv[1])
