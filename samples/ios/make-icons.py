#!/usr/bin/env python3
"""Draws the home-screen icons. The PNG files under App/ are committed; run this only to change the mark."""
import pathlib
import sys

sys.dont_write_bytecode = True
here = pathlib.Path(__file__).parent
sys.path.insert(0, str(here.parent))
import mark  # noqa: E402

for name, size in {"AppIcon60x60@2x": 120, "AppIcon60x60@3x": 180, "AppIcon76x76@2x~ipad": 152, "AppIcon83.5x83.5@2x~ipad": 167}.items():
    (here / "App" / f"{name}.png").write_bytes(mark.png(size, rounded=False))
