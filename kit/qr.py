"""Text to QR picture and back, and the alphabet of short codes."""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING

from kit.errors import KitError

if TYPE_CHECKING:
    from PIL import Image

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""What short codes are made of: nothing that is misread aloud or on a poster (0 O, 1 I L are left out)."""

BORDER = 4
"""Light modules around a code that readers need to find it (ISO/IEC 18004)."""

FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "GIF")
PIXELS_MOST, SIDE_MOST = 60_000_000, 3200
"""What a photo may have at most, and the side to which it is made smaller before it is searched."""

Matrix = tuple[tuple[bool, ...], ...]


@lru_cache(maxsize=64)
def matrix(text: str, ecc: str = "M") -> Matrix:
    """Return the modules of the code for `text`, dark is True, without border.

    Text in capitals, digits and ` $%*+-./:` gives the smallest code. `ecc` is L, M, Q or H: 7, 15, 25 or 30 % may be dirty.
    Raises KitError when the text does not fit into a code.
    """
    import qrcode
    from qrcode import constants
    from qrcode.exceptions import DataOverflowError

    maker = qrcode.QRCode(error_correction=getattr(constants, f"ERROR_CORRECT_{ecc}"), border=0)
    maker.add_data(text)
    try:
        maker.make(fit=True)
    except (DataOverflowError, ValueError) as error:
        raise KitError("qr.long", "The text is too long for a QR code ({n} characters): use a shorter address.", n=len(text)) from error
    return tuple(tuple(bool(dark) for dark in row) for row in maker.modules)


def picture(text: str, *, scale: int = 10, border: int = BORDER, ecc: str = "M") -> bytes:
    """Return the code as a black and white PNG, `scale` pixels a module; the same text always gives the same bytes."""
    rows = matrix(text, ecc)
    side = (len(rows) + 2 * border) * scale
    light = b"\0" + _packed([False] * side)
    lines = [light * (border * scale)]
    for row in rows:
        dots = [False] * (border * scale) + [dark for dark in row for _ in range(scale)] + [False] * (border * scale)
        lines.append((b"\0" + _packed(dots)) * scale)
    lines.append(light * (border * scale))
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(lines), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def path(text: str, *, border: int = BORDER, ecc: str = "M") -> tuple[str, int]:
    """Return the code as an SVG path of unit squares and the side of its view box."""
    rows = matrix(text, ecc)
    runs: list[str] = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                runs.append(f"M{start + border} {y + border}h{x - start}v1h{start - x}z")
            x += 1
    return "".join(runs), len(rows) + 2 * border


def blocks(text: str, *, border: int = 2, ecc: str = "L") -> str:
    """Return the code as lines of half-block characters for a terminal, light on dark swapped so that it reads on both."""
    rows = matrix(text, ecc)
    side = len(rows) + 2 * border
    plate = [[False] * side for _ in range(border)]
    plate += [[False] * border + list(row) + [False] * border for row in rows]
    plate += [[False] * side for _ in range(border + side % 2)]
    signs = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}
    return "\n".join("".join(signs[pair] for pair in zip(plate[y], plate[y + 1], strict=True)) for y in range(0, len(plate) - 1, 2))


def read(image: bytes) -> tuple[str, ...]:
    """Return the text of every QR code in a picture (PNG, JPEG …), none when there is none.

    Raises KitError when the bytes are no picture.
    """
    from io import BytesIO

    import zxingcpp
    from PIL import Image

    bombs = (Image.DecompressionBombError, Image.DecompressionBombWarning)  # the warning too, where warnings are errors
    try:
        with Image.open(BytesIO(image), formats=FORMATS) as opened:
            if opened.width * opened.height > PIXELS_MOST:
                raise KitError("qr.large", "This picture is too large to be read: take it with fewer pixels.")
            opened.draft("L", (SIDE_MOST, SIDE_MOST))
            flat = _on_white(opened)
            flat.thumbnail((SIDE_MOST, SIDE_MOST))
    except (OSError, ValueError, SyntaxError, EOFError, struct.error, zlib.error, IndexError, *bombs) as error:
        raise KitError("qr.picture", "This is not a picture that can be read: use a PNG or JPEG file.") from error
    return tuple(found.text for found in zxingcpp.read_barcodes(flat, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)))


def seen(grey: bytes, width: int, height: int, stride: int) -> tuple[str, ...]:
    """Return the text of every QR code in a picture of `width` × `height` grey bytes whose rows are `stride` bytes apart (a camera's)."""
    import zxingcpp
    from PIL import Image

    image = Image.frombuffer("L", (width, height), grey, "raw", "L", stride, 1)
    return tuple(found.text for found in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)))


def _on_white(image: Image.Image) -> Image.Image:
    """Return the picture in greys; what is see-through shows the white of a page."""
    from PIL import Image

    if not image.has_transparency_data:
        return image.convert("L")
    seen = image.convert("RGBA")
    page = Image.new("RGBA", seen.size, "white")
    page.alpha_composite(seen)
    return page.convert("L")


def wifi(name: str, password: str = "", *, hidden: bool = False) -> str:
    """Return the text of a code that joins phones to a Wi-Fi network, open when there is no password.

    Source: the form of the ZXing project, which phones' cameras read; `\\ ; , " :` are escaped, names that look like hex stand in quotes.
    """
    kind = "T:WPA;" if password else "T:nopass;"
    secret = f"P:{_escaped(password)};" if password else ""
    return f"WIFI:{kind}S:{_escaped(name)};{secret}{'H:true;' if hidden else ''};"


def _escaped(text: str) -> str:
    plain = "".join("\\" + sign if sign in '\\;,":' else sign for sign in text)
    hexadecimal = len(text) % 2 == 0 and text != "" and all(sign in "0123456789abcdefABCDEF" for sign in text)
    return f'"{plain}"' if hexadecimal else plain


def code(length: int, chance: bytes) -> str:
    """Return `length` characters of ALPHABET drawn from random bytes: at least `length` + 8 of them, so that none is favoured."""
    if len(chance) < length + 8:
        raise ValueError(f"{length} characters need {length + 8} random bytes")
    number, signs = int.from_bytes(chance, "big"), []
    for _ in range(length):
        number, place = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[place])
    return "".join(signs)


def _packed(dots: list[bool]) -> bytes:
    """Return one line of a 1-bit picture: 0 is dark, eight dots a byte."""
    bits = "".join("0" if dark else "1" for dark in dots)
    return int(bits.ljust((len(bits) + 7) // 8 * 8, "0"), 2).to_bytes((len(bits) + 7) // 8, "big")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
