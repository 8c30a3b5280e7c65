#!/usr/bin/env python3
"""Draws the launcher icon. The PNG files under res/ are committed; run this only to change the mark."""
import pathlib
import sys

sys.dont_write_bytecode = True
here = pathlib.Path(__file__).parent
sys.path.insert(0, str(here.parent))
import mark  # noqa: E402

for density, size in {"mdpi": 48, "hdpi": 72, "xhdpi": 96, "xxhdpi": 144, "xxxhdpi": 192}.items():
    folder = here / "res" / f"mipmap-{density}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ic_launcher.png").write_bytes(mark.png(size, rounded=True))
