"""Encodings: looking one up, text to bytes and back as a whole, in pieces, and as a stream; what is
done about errors. The encodings themselves are written in C (interp/objects/codecs.c).

Not here: register(), charmaps, and encodings from bytes to bytes or text to text."""
import _codecs
import builtins

__all__ = ["register_error", "lookup", "open", "BOM", "BOM_BE", "BOM_LE", "BOM32_BE",
           "BOM32_LE", "BOM64_BE", "BOM64_LE", "BOM_UTF8", "BOM_UTF16", "BOM_UTF16_LE",
           "BOM_UTF16_BE", "BOM_UTF32", "BOM_UTF32_LE", "BOM_UTF32_BE", "CodecInfo", "Codec",
           "IncrementalEncoder", "IncrementalDecoder", "BufferedIncrementalDecoder",
           "StreamReader", "StreamWriter", "StreamReaderWriter", "getencoder", "getdecoder",
           "getincrementalencoder", "getincrementaldecoder", "getreader", "getwriter", "encode",
           "decode", "iterencode", "iterdecode", "strict_errors", "ignore_errors",
           "replace_errors", "xmlcharrefreplace_errors", "backslashreplace_errors",
           "lookup_error"]

BOM_UTF8 = b"\xef\xbb\xbf"
BOM_LE = BOM_UTF16_LE = b"\xff\xfe"
BOM_BE = BOM_UTF16_BE = b"\xfe\xff"
BOM_UTF32_LE = b"\xff\xfe\0\0"
BOM_UTF32_BE = b"\0\0\xfe\xff"
BOM = BOM_UTF16 = BOM_UTF16_LE  # this machine's order
BOM_UTF32 = BOM_UTF32_LE
BOM32_LE, BOM32_BE, BOM64_LE, BOM64_BE = BOM_UTF16_LE, BOM_UTF16_BE, BOM_UTF32_LE, BOM_UTF32_BE


# ---- in pieces -----------------------------------------------------------------------------------

class Codec:
    """Encodes and decodes as a whole: (result, length of what was taken)."""

    def encode(self, input, errors="strict"):
        raise NotImplementedError

    def decode(self, input, errors="strict"):
        raise NotImplementedError


class IncrementalEncoder:
    """Encodes a text piece by piece."""

    def __init__(self, errors="strict"):
        self.errors = errors
        self.buffer = ""

    def encode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        """Begins anew."""

    def getstate(self):
        return 0

    def setstate(self, state):
        """Goes on from a state that getstate() gave."""


class IncrementalDecoder:
    """Decodes bytes piece by piece."""

    def __init__(self, errors="strict"):
        self.errors = errors

    def decode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        """Begins anew."""

    def getstate(self):
        return b"", 0

    def setstate(self, state):
        """Goes on from a state that getstate() gave."""


class BufferedIncrementalDecoder(IncrementalDecoder):
    """Keeps the bytes of a character that is not complete."""

    def __init__(self, errors="strict"):
        IncrementalDecoder.__init__(self, errors)
        self.buffer = b""

    def _buffer_decode(self, input, errors, final):
        raise NotImplementedError

    def decode(self, input, final=False):
        data = self.buffer + input
        result, consumed = self._buffer_decode(data, self.errors, final)
        self.buffer = data[consumed:]
        return result

    def reset(self):
        self.buffer = b""

    def getstate(self):
        return self.buffer, 0

    def setstate(self, state):
        self.buffer = state[0]


_AFTER_MARK = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}


class _Encoder(IncrementalEncoder):
    _encoding = None

    def __init__(self, errors="strict"):
        IncrementalEncoder.__init__(self, errors)
        self._now = self._encoding

    def encode(self, input, final=False):
        result = input.encode(self._now, self.errors)
        self._now = _AFTER_MARK.get(self._now, self._now)
        return result

    def reset(self):
        self._now = self._encoding

    def getstate(self):
        return 2 if self._now in _AFTER_MARK else 0

    def setstate(self, state):
        self._now = self._encoding if state else _AFTER_MARK.get(self._encoding, self._encoding)


class _Decoder(BufferedIncrementalDecoder):
    _encoding = None

    def __init__(self, errors="strict"):
        BufferedIncrementalDecoder.__init__(self, errors)
        self._now = self._encoding

    def _buffer_decode(self, input, errors, final):
        text, used, now = _codecs.decode(input, self._now, errors, final)
        if used:
            if now == self._now and now in ("utf-16", "utf-32"):
                raise UnicodeError(f"{now.upper()} stream does not start with BOM")
            self._now = "utf-8" if now == "utf-8-sig" else now
        return text, used

    def reset(self):
        BufferedIncrementalDecoder.reset(self)
        self._now = self._encoding


# ---- streams -------------------------------------------------------------------------------------

class _OverStream:
    """What is asked of it and it does not know, its stream does."""

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()


class StreamWriter(_OverStream, Codec):
    """Writes text to a stream of bytes."""

    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors

    def write(self, object):
        data, _ = self.encode(object, self.errors)
        self.stream.write(data)

    def writelines(self, list):
        self.write("".join(list))

    def reset(self):
        """Nothing is kept."""

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        if whence == 0 and offset == 0:
            self.reset()


class StreamReader(_OverStream, Codec):
    """Reads text from a stream of bytes."""

    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors
        self._text = ""
        self._decoder = lookup(self._encoding).incrementaldecoder(errors)

    def _more(self, size):
        data = self.stream.read(size) if size >= 0 else self.stream.read()
        self._text += self._decoder.decode(data, not data or size < 0)
        return bool(data) and size >= 0

    def read(self, size=-1, chars=-1, firstline=False):
        if chars < 0:
            self._more(size)
            chars = len(self._text)
        while len(self._text) < chars and self._more(72):
            pass
        result, self._text = self._text[:chars], self._text[chars:]
        return result

    def readline(self, size=None, keepends=True):
        while True:
            lines = self._text.splitlines(True)
            # A CR at the end may be half an end of a line.
            if len(lines) > 1 or lines and lines[0].endswith("\n") or not self._more(72):
                break
        lines = self._text.splitlines(True)
        line = lines[0] if lines else ""
        self._text = self._text[len(line):]
        return line if keepends else line.splitlines(False)[0] if line else line

    def readlines(self, sizehint=None, keepends=True):
        return self.read().splitlines(keepends)

    def reset(self):
        self._text = ""
        self._decoder.reset()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reset()

    def __next__(self):
        line = self.readline()
        if line:
            return line
        raise StopIteration

    def __iter__(self):
        return self


class StreamReaderWriter(_OverStream):
    """Both, over one stream."""

    encoding = "unknown"

    def __init__(self, stream, Reader, Writer, errors="strict"):
        self.stream = stream
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def read(self, size=-1):
        return self.reader.read(size)

    def readline(self, size=None):
        return self.reader.readline(size)

    def readlines(self, sizehint=None):
        return self.reader.readlines(sizehint)

    def __next__(self):
        return next(self.reader)

    def __iter__(self):
        return self

    def write(self, data):
        return self.writer.write(data)

    def writelines(self, list):
        return self.writer.writelines(list)

    def reset(self):
        self.reader.reset()
        self.writer.reset()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reader.reset()
        if whence == 0 and offset == 0:
            self.writer.reset()


# ---- by name -------------------------------------------------------------------------------------

class CodecInfo(tuple):
    """What lookup() gives: (encode, decode, streamreader, streamwriter), and more by name."""

    _is_text_encoding = True

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None,
                incrementalencoder=None, incrementaldecoder=None, name=None, *,
                _is_text_encoding=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name = name
        self.encode = encode
        self.decode = decode
        self.incrementalencoder = incrementalencoder
        self.incrementaldecoder = incrementaldecoder
        self.streamwriter = streamwriter
        self.streamreader = streamreader
        return self

    def __repr__(self):
        return (f"<{type(self).__module__}.{type(self).__qualname__} object for encoding "
                f"{self.name} at {id(self):#x}>")


_known = {}


def _make(name):
    def encode(input, errors="strict"):
        if not isinstance(input, str):
            raise TypeError(f"{name.replace('-', '_')}_encode() argument 1 must be str, not "
                            f"{type(input).__name__}")
        return input.encode(name, errors), len(input)

    def decode(input, errors="strict"):
        return _codecs.decode(input, name, errors, True)[:2]

    class StreamWriterOfOne(StreamWriter):
        def __init__(self, stream, errors="strict"):
            StreamWriter.__init__(self, stream, errors)
            self._encoder = lookup(name).incrementalencoder(errors)

        def encode(self, input, errors="strict"):
            return self._encoder.encode(input), len(input)

        def reset(self):
            self._encoder.reset()

    def kind(base, title):
        return type(title, (base,), {"_encoding": name, "__module__": "encodings."
                                     + name.replace("-", "_")})

    return CodecInfo(encode, decode, kind(StreamReader, "StreamReader"),
                     kind(StreamWriterOfOne, "StreamWriter"),
                     kind(_Encoder, "IncrementalEncoder"), kind(_Decoder, "IncrementalDecoder"),
                     name=name)


def lookup(encoding, /):
    """The CodecInfo of an encoding; LookupError."""
    name = _codecs.name(encoding)
    if name not in _known:
        _known[name] = _make(name)
    return _known[name]


def encode(obj, encoding="utf-8", errors="strict"):
    """obj in the encoding."""
    return lookup(encoding).encode(obj, errors)[0]


def decode(obj, encoding="utf-8", errors="strict"):
    """The text that obj is in the encoding."""
    return lookup(encoding).decode(obj, errors)[0]


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def getincrementalencoder(encoding):
    return lookup(encoding).incrementalencoder


def getincrementaldecoder(encoding):
    return lookup(encoding).incrementaldecoder


def getreader(encoding):
    return lookup(encoding).streamreader


def getwriter(encoding):
    return lookup(encoding).streamwriter


def iterencode(iterator, encoding, errors="strict", **kwargs):
    """Each text of an iterator, encoded."""
    encoder = getincrementalencoder(encoding)(errors, **kwargs)
    for text in iterator:
        output = encoder.encode(text)
        if output:
            yield output
    output = encoder.encode("", True)
    if output:
        yield output


def iterdecode(iterator, encoding, errors="strict", **kwargs):
    """The texts that the bytes of an iterator are."""
    decoder = getincrementaldecoder(encoding)(errors, **kwargs)
    for data in iterator:
        output = decoder.decode(data)
        if output:
            yield output
    output = decoder.decode(b"", True)
    if output:
        yield output


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    """A file whose text is in the encoding; its newlines stay as they are."""
    if encoding is not None and "b" not in mode:
        mode += "b"
    file = builtins.open(filename, mode, buffering)
    if encoding is None:
        return file
    try:
        info = lookup(encoding)
        stream = StreamReaderWriter(file, info.streamreader, info.streamwriter, errors)
        stream.encoding = encoding
        return stream
    except BaseException:
        file.close()
        raise


# ---- errors --------------------------------------------------------------------------------------

# Those of register_error: the interpreter looks here (interp/objects/codec_errors.c).
_handlers = {}


def strict_errors(exception, /):
    """Raises the error."""
    if not isinstance(exception, Exception):
        raise TypeError("codec must pass exception instance")
    raise exception


def _check(exception, *kinds):
    if not isinstance(exception, kinds):
        raise TypeError(f"don't know how to handle {type(exception).__name__} in error callback")


def ignore_errors(exception, /):
    """Nothing stands for what is malformed."""
    _check(exception, UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError)
    return "", exception.end


def replace_errors(exception, /):
    """A question mark, or U+FFFD."""
    _check(exception, UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError)
    if isinstance(exception, UnicodeDecodeError):
        return "\ufffd", exception.end
    mark = "?" if isinstance(exception, UnicodeEncodeError) else "\ufffd"
    return mark * (exception.end - exception.start), exception.end


def xmlcharrefreplace_errors(exception, /):
    """&#233; for what cannot be encoded."""
    _check(exception, UnicodeEncodeError)
    text = exception.object[exception.start:exception.end]
    return "".join([f"&#{ord(c)};" for c in text]), exception.end


def _escape(code):
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 \
        else f"\\U{code:08x}"


def backslashreplace_errors(exception, /):
    """\\xe9 for what cannot be encoded or decoded."""
    _check(exception, UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError)
    part = exception.object[exception.start:exception.end]
    codes = part if isinstance(part, bytes) else [ord(c) for c in part]
    return "".join([_escape(code) for code in codes]), exception.end


def _surrogateescape(exception, /):
    """Bytes travel as surrogates (PEP 383)."""
    _check(exception, UnicodeEncodeError, UnicodeDecodeError)
    part = exception.object[exception.start:exception.end]
    if isinstance(exception, UnicodeEncodeError):
        codes = [ord(c) - 0xDC00 for c in part]
        if not all([0x80 <= code <= 0xFF for code in codes]):
            raise exception
        return bytes(codes), exception.end
    count = 0
    while count < len(part) and part[count] >= 0x80:
        count += 1
    if count == 0:
        raise exception
    return "".join([chr(0xDC00 + code) for code in part[:count]]), exception.start + count


_BUILT_IN = {"strict": strict_errors, "ignore": ignore_errors, "replace": replace_errors,
             "xmlcharrefreplace": xmlcharrefreplace_errors,
             "backslashreplace": backslashreplace_errors, "surrogateescape": _surrogateescape}


def register_error(errors, handler, /):
    """From now on handler(exception) -> (replacement, where to go on) does what errors= names."""
    if not isinstance(errors, str):
        raise TypeError(f"register_error() argument 1 must be str, not {type(errors).__name__}")
    if not callable(handler):
        raise TypeError("handler must be callable")
    _handlers[errors] = handler


def lookup_error(name, /):
    """The handler of that name; LookupError."""
    if not isinstance(name, str):
        raise TypeError(f"lookup_error() argument must be str, not {type(name).__name__}")
    handler = _handlers.get(name) or _BUILT_IN.get(name)
    if handler is None:
        raise LookupError(f"unknown error handler name '{name}'")
    return handler


def _direct(name):
    def encoder(str, errors=None, /):
        return str.encode(name, errors or "strict"), len(str)

    def decoder(data, errors=None, final=False, /):
        return _codecs.decode(data, name, errors or "strict", final)[:2]

    title = name.replace("-", "_")
    encoder.__name__ = encoder.__qualname__ = title + "_encode"
    decoder.__name__ = decoder.__qualname__ = title + "_decode"
    return encoder, decoder


utf_8_encode, utf_8_decode = _direct("utf-8")
ascii_encode, ascii_decode = _direct("ascii")
latin_1_encode, latin_1_decode = _direct("latin-1")
utf_16_encode, utf_16_decode = _direct("utf-16")
utf_16_le_encode, utf_16_le_decode = _direct("utf-16-le")
utf_16_be_encode, utf_16_be_decode = _direct("utf-16-be")
utf_32_encode, utf_32_decode = _direct("utf-32")
utf_32_le_encode, utf_32_le_decode = _direct("utf-32-le")
utf_32_be_encode, utf_32_be_decode = _direct("utf-32-be")
