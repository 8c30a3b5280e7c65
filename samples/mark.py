"""The samples' mark, drawn without a library: an arrow into a tray, white on a teal square.

Standard library only, so that the same Python and zlib give the same bytes.
"""
import math
import struct
import zlib

TOP, BOTTOM = (20, 184, 166), (15, 118, 110)

# On a canvas of 100 by 100. Strokes of width 10 with round ends; Android's ic_launcher_foreground.xml has the same lines.
STROKES = [
    ((50, 22), (50, 54)),
    ((35, 41), (50, 56)), ((50, 56), (65, 41)),
    ((24, 60), (24, 76)), ((24, 76), (76, 76)), ((76, 76), (76, 60)),
]


def distance_to_segment(x, y, a, b):
    (ax, ay), (bx, by) = a, b
    dx, dy = bx - ax, by - ay
    t = max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
    return math.hypot(x - ax - t * dx, y - ay - t * dy)


def distance_to_square(x, y, half=46.0, radius=20.0):
    qx, qy = abs(x - 50) - half + radius, abs(y - 50) - half + radius
    return math.hypot(max(qx, 0.0), max(qy, 0.0)) + min(max(qx, qy), 0.0) - radius


def coverage(distance, pixel):
    """How much of a pixel lies inside an edge that is this far away."""
    return max(0.0, min(1.0, 0.5 - distance / pixel))


def row(y, size, rounded):
    pixel = 100 / size
    cy = (y + 0.5) * pixel
    for x in range(size):
        cx = (x + 0.5) * pixel
        shade = cy / 100
        mark = coverage(min(distance_to_segment(cx, cy, a, b) for a, b in STROKES) - 5.0, pixel)
        for top, bottom in zip(TOP, BOTTOM):
            ground = top + (bottom - top) * shade
            yield round(ground + (255 - ground) * mark)
        if rounded:
            yield round(255 * coverage(distance_to_square(cx, cy), pixel))


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(size, rounded):
    """A square PNG: with transparent, rounded corners for Android; opaque to the edge for iOS, which rounds by itself."""
    pixels = b"".join(b"\0" + bytes(row(y, size, rounded)) for y in range(size))
    header = struct.pack(">IIBBBBB", size, size, 8, 6 if rounded else 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(pixels, 9)) + chunk(b"IEND", b"")
