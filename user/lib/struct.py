"""Values as bytes, in the layout of C: pack(), unpack() and the class Struct. Formats, alignment
and messages are those of CPython's Modules/_struct.c, for a 64-bit machine with natural
alignment; the same on each build, so that a program prints the same."""

__all__ = ["calcsize", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "Struct",
           "error"]


class error(Exception):
    """A format, or a value, that does not fit."""


error.__module__ = "struct"

_STANDARD = {"x": 1, "c": 1, "b": 1, "B": 1, "?": 1, "h": 2, "H": 2, "i": 4, "I": 4, "l": 4,
             "L": 4, "q": 8, "Q": 8, "e": 2, "f": 4, "d": 8, "s": 1, "p": 1}
_NATIVE = {**_STANDARD, "l": 8, "L": 8, "n": 8, "N": 8, "P": 8}
_ORDERS = {"<": "little", ">": "big", "!": "big", "=": "little", "@": "little"}
_LIMITS = {"b": "byte format requires -128 <= number <= 127",
           "B": "ubyte format requires 0 <= number <= 255",
           "h": "short format requires -32768 <= number <= 32767",
           "H": "ushort format requires 0 <= number <= 65535"}


def _parse(format):
    """(byte order, native?, [(letter, count, offset)], size)"""
    if isinstance(format, bytes):
        format = format.decode("ascii")
    if not isinstance(format, str):
        raise TypeError(f"Struct() argument 1 must be a str or bytes object, not "
                        f"{type(format).__name__}")
    native = not format or format[0] not in "<>!="
    order = _ORDERS[format[0]] if format and format[0] in _ORDERS else "little"
    sizes = _NATIVE if native else _STANDARD
    items, offset, place = [], 0, 1 if format and format[0] in _ORDERS else 0
    while place < len(format):
        letter = format[place]
        if letter.isspace():
            place += 1
            continue
        count = 1
        if letter.isdigit():
            end = place
            while end < len(format) and format[end].isdigit():
                end += 1
            if end == len(format):
                raise error("repeat count given without format specifier")
            count = int(format[place:end])
            letter, place = format[end], end
        place += 1
        if letter == "\0":
            raise error("embedded null character")
        if letter not in sizes:
            raise error("bad char in struct format")
        size = sizes[letter]
        if native:
            offset = -(-offset // size) * size
        items.append((letter, count, offset, size))
        offset += size * count
        if offset >= 2 ** 63:
            raise error("total struct size too long")
    return order, native, items, offset


# ---- floats ---------------------------------------------------------------------------------------

_FLOATS = {2: (5, 10), 4: (8, 23), 8: (11, 52)}  # bits of exponent and of fraction


def _float_to_bits(value, size, native):
    """The bits of a float of IEEE 754, rounded to even; OverflowError."""
    import math
    exponent_bits, fraction_bits = _FLOATS[size]
    bias = (1 << exponent_bits - 1) - 1
    sign = math.copysign(1.0, value) < 0
    top = ((1 << exponent_bits) - 1) << fraction_bits
    if value != value:
        bits = top | 1 << fraction_bits - 1
    elif value in (math.inf, -math.inf):
        bits = top
    elif value == 0:
        bits = 0
    else:
        numerator, denominator = abs(value).as_integer_ratio()
        exponent = max(math.frexp(value)[1] - 1, 1 - bias)
        scale = fraction_bits - exponent
        if scale >= 0:
            numerator <<= scale
        else:
            denominator <<= -scale
        quotient, rest = divmod(numerator, denominator)
        if 2 * rest > denominator or 2 * rest == denominator and quotient & 1:
            quotient += 1
        # A subnormal has no leading bit; one that rounding brings about raises the exponent.
        bits = quotient + (exponent + bias - 1 << fraction_bits)
        if bits >= top:
            if native and size == 4:
                return top | sign << exponent_bits + fraction_bits  # C's conversion: infinity
            raise OverflowError(f"float too large to pack with {'efd'[size // 4]} format")
    return bits | sign << exponent_bits + fraction_bits


def _float_from_bits(bits, size):
    exponent_bits, fraction_bits = _FLOATS[size]
    bias = (1 << exponent_bits - 1) - 1
    sign = -1.0 if bits >> exponent_bits + fraction_bits else 1.0
    exponent = bits >> fraction_bits & (1 << exponent_bits) - 1
    fraction = bits & (1 << fraction_bits) - 1
    if exponent == (1 << exponent_bits) - 1:
        return float("nan") if fraction else sign * float("inf")
    if exponent == 0:
        exponent = 1
    else:
        fraction |= 1 << fraction_bits
    scale = exponent - bias - fraction_bits
    import math
    return sign * math.ldexp(float(fraction), scale)


# ---- packing --------------------------------------------------------------------------------------

def _pack_int(letter, value, size, order):
    if not isinstance(value, int):
        index = getattr(type(value), "__index__", None)
        if index is None:
            raise error("required argument is not an integer")
        value = index(value)
    if letter == "P":
        value %= 1 << 64
    signed = letter in "bhilqn"
    low, high = (-(1 << 8 * size - 1), (1 << 8 * size - 1) - 1) if signed else (
        0, (1 << 8 * size) - 1)
    if not low <= value <= high:
        unsigned_word = letter in "ILQNP"  # what C reads it as before it looks at the limits
        fits = 0 <= value < 1 << 64 if unsigned_word else -(1 << 63) <= value < 1 << 63
        if size == 8 or not fits:
            raise error("argument out of range")
        raise error(_LIMITS.get(letter,
                                f"'{letter}' format requires {low} <= number <= {high}"))
    return value.to_bytes(size, order, signed=signed)


def _pack_text(letter, value, count):
    if not isinstance(value, (bytes, bytearray)):
        raise error(f"argument for '{letter}' must be a bytes object")
    value = bytes(value)
    if letter == "p":
        value = value[:max(count - 1, 0)]
        return (bytes([min(len(value), 255)]) + value + bytes(count))[:count]
    return (value + bytes(count - len(value)))[:count] if len(value) < count else value[:count]


def _pack_one(letter, value, size, order, native):
    if letter == "c":
        if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
            raise error("char format requires a bytes object of length 1")
        return bytes(value)
    if letter == "?":
        return b"\x01" if value else b"\x00"
    if letter in "efd":
        try:
            value = float(value) if not isinstance(value, (str, bytes)) else None
        except TypeError:
            value = None
        if value is None:
            raise error("required argument is not a float")
        return _float_to_bits(value, size, native).to_bytes(size, order)
    return _pack_int(letter, value, size, order)


def _view(buffer):
    """The bytes of something bytes-like: a memoryview, or the bytes themselves."""
    if type(buffer) is bytes:
        return buffer
    if not isinstance(buffer, (bytes, bytearray, memoryview)):
        raise TypeError(f"a bytes-like object is required, not {type(buffer).__name__!r}")
    view = memoryview(buffer)
    if not view.c_contiguous:
        raise BufferError("memoryview: underlying buffer is not C-contiguous")
    return view.cast("B")


class Struct:
    """A format, read once."""

    def __init__(self, format):
        self._order, self._native, self._items, self.size = _parse(format)
        self.format = format.decode("ascii") if isinstance(format, bytes) else format
        self._values = sum([0 if letter == "x" else 1 if letter in "sp" else count
                            for letter, count, _, _ in self._items])

    def pack(self, *values):
        """The values as bytes."""
        return self._pack("pack", values)

    def _pack(self, what, values):
        if len(values) != self._values:
            raise error(f"{what} expected {self._values} items for packing (got {len(values)})")
        parts, length, given = [], 0, iter(values)
        for letter, count, offset, size in self._items:
            parts.append(bytes(offset - length))
            if letter == "x":
                parts.append(bytes(count))
            elif letter in "sp":
                parts.append(_pack_text(letter, next(given), count))
            else:
                for _ in range(count):
                    parts.append(_pack_one(letter, next(given), size, self._order, self._native))
            length = offset + count * size
        return b"".join(parts)

    def pack_into(self, buffer, offset, *values):
        """Packs into a bytearray or a memoryview, from offset on."""
        if len(values) != self._values:
            raise error(f"pack_into expected {self._values} items for packing "
                        f"(got {len(values)})")
        data = self._pack("pack_into", values)
        if not isinstance(buffer, (bytearray, memoryview)) or memoryview(buffer).readonly \
                or not memoryview(buffer).c_contiguous:
            raise TypeError("argument must be read-write bytes-like object, not "
                            + type(buffer).__name__)
        buffer = memoryview(buffer).cast("B")
        length = len(buffer)
        if offset < 0:
            if offset + self.size > 0:
                raise error(f"no space to pack {self.size} bytes at offset {offset}")
            if offset + length < 0:
                raise error(f"offset {offset} out of range for {length}-byte buffer")
            offset += length
        if length - offset < self.size:
            raise error(f"pack_into requires a buffer of at least {offset + self.size} bytes for "
                        f"packing {self.size} bytes at offset {offset} (actual buffer size is "
                        f"{length})")
        buffer[offset:offset + self.size] = data

    def unpack(self, buffer):
        """The values that bytes stand for, as a tuple."""
        buffer = _view(buffer)
        if len(buffer) != self.size:
            raise error(f"unpack requires a buffer of {self.size} bytes")
        return self._unpack(bytes(buffer))

    def unpack_from(self, buffer, offset=0):
        """The values at some place of a buffer, as a tuple."""
        buffer = _view(buffer)
        length = len(buffer)
        if offset < 0:
            if offset + self.size > 0:
                raise error(f"not enough data to unpack {self.size} bytes at offset {offset}")
            if offset + length < 0:
                raise error(f"offset {offset} out of range for {length}-byte buffer")
            offset += length
        if length - offset < self.size:
            raise error(f"unpack_from requires a buffer of at least {offset + self.size} bytes "
                        f"for unpacking {self.size} bytes at offset {offset} (actual buffer size "
                        f"is {length})")
        return self._unpack(bytes(buffer[offset:offset + self.size]))

    def iter_unpack(self, buffer, /):
        """An iterator over the tuples that a buffer holds one behind the other."""
        if self.size == 0:
            raise error("cannot iteratively unpack with a struct of length 0")
        buffer = _view(buffer)  # until the end, a bytearray keeps its size
        if len(buffer) % self.size:
            raise error(f"iterative unpacking requires a buffer of a multiple of {self.size} "
                        "bytes")
        return unpack_iterator(self, buffer)

    def _unpack(self, data):
        values = []
        for letter, count, offset, size in self._items:
            if letter == "x":
                continue
            if letter == "s":
                values.append(data[offset:offset + count])
            elif letter == "p":
                length = min(data[offset], count - 1) if count else 0
                values.append(data[offset + 1:offset + 1 + length])
            else:
                for place in range(offset, offset + count * size, size):
                    values.append(self._unpack_one(letter, data[place:place + size], size))
        return tuple(values)

    def _unpack_one(self, letter, data, size):
        if letter == "c":
            return data
        if letter == "?":
            return data != b"\x00"
        if letter in "efd":
            return _float_from_bits(int.from_bytes(data, self._order), size)
        return int.from_bytes(data, self._order, signed=letter in "bhilqn")


Struct.__module__ = "_struct"


class unpack_iterator:
    """What iter_unpack() gives: one tuple after the other of a buffer."""

    def __init__(self, struct, buffer):
        self._struct, self._buffer, self._place = struct, buffer, 0

    def __iter__(self):
        return self

    def __next__(self):
        start, size = self._place, self._struct.size
        if start >= len(self._buffer):
            self._buffer, self._place = b"", 0  # given back
            raise StopIteration
        self._place = start + size
        return self._struct._unpack(bytes(self._buffer[start:start + size]))

    def __length_hint__(self):
        return (len(self._buffer) - self._place) // self._struct.size


unpack_iterator.__module__ = "_struct"
_cache = {}


def _struct(format):
    found = _cache.get(format)
    if found is None:
        if len(_cache) > 100:
            _cache.clear()
        found = _cache[format] = Struct(format)
    return found


def calcsize(format, /):
    """How many bytes the format takes."""
    return _struct(format).size


def pack(format, /, *values):
    """The values as bytes."""
    return _struct(format).pack(*values)


def pack_into(format, buffer, offset, /, *values):
    """Puts the values as bytes into a buffer."""
    _struct(format).pack_into(buffer, offset, *values)


def unpack(format, buffer, /):
    """The values that bytes stand for, as a tuple."""
    return _struct(format).unpack(buffer)


def unpack_from(format, /, buffer, offset=0):
    """The values at some place of a buffer, as a tuple."""
    return _struct(format).unpack_from(buffer, offset)


def iter_unpack(format, buffer, /):
    """An iterator over the tuples that a buffer holds one behind the other."""
    return _struct(format).iter_unpack(buffer)
