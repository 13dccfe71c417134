"""The classes of ASCII characters as strings; templates; the formatter behind str.format."""

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(text, separator=None):
    """Each word capitalized; runs of separators become one when separator is None."""
    return (separator or " ").join([word.capitalize() for word in text.split(separator)])


class Template:
    """Text with $name and ${name}, to fill in."""
    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _parts(self):
        """(start, end, name) of each place to fill in; name "$" for $$, None for a bad one."""
        text, place = self.template, 0
        while (place := text.find(self.delimiter, place)) >= 0:
            start = place + 1
            if text[start:start + 1] == self.delimiter:
                yield place, start + 1, self.delimiter
                place = start + 1
                continue
            braced = text[start:start + 1] == "{"
            first = end = start + braced
            while end < len(text) and text[end].isascii() and (text[end].isalnum()
                                                               or text[end] == "_"):
                end += 1
            name = text[first:end]
            good = name[:1].isidentifier() and (not braced or text[end:end + 1] == "}")
            end += braced
            yield place, end if good else start, name if good else None
            place = end if good else start

    def _fill(self, mapping, kws, safe):
        filled, last = [], 0
        for start, end, name in self._parts():
            filled.append(self.template[last:start])
            last = end
            if name == self.delimiter:
                filled.append(name)
            elif name is None:
                if not safe:
                    self._raise_invalid(start)
                filled.append(self.template[start:end])
            elif name in kws or not safe or name in mapping:
                filled.append(str(kws[name] if name in kws else mapping[name]))
            else:
                filled.append(self.template[start:end])
        return "".join(filled) + self.template[last:]

    def _raise_invalid(self, place):
        lines = self.template[:place].splitlines(keepends=True) or [""]
        colno = place - len("".join(lines[:-1]))
        raise ValueError(f"Invalid placeholder in string: line {len(lines)}, col {colno + 1}")

    def substitute(self, mapping={}, /, **kws):
        return self._fill(mapping, kws, False)

    def safe_substitute(self, mapping={}, /, **kws):
        return self._fill(mapping, kws, True)

    def is_valid(self):
        return all(name is not None for _, _, name in self._parts())

    def get_identifiers(self):
        return list(dict.fromkeys([name for _, _, name in self._parts()
                                   if name not in (None, self.delimiter)]))


class Formatter:
    """What str.format does, in methods that a subclass may replace."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2, 0)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, text, args, kwargs, used, depth, number):
        if depth < 0:
            raise ValueError("Max string recursion exceeded")
        result = []
        for literal, name, spec, conversion in self.parse(text):
            if literal:
                result.append(literal)
            if name is None:
                continue
            if name == "":
                if number is None:
                    raise ValueError("cannot switch from manual field specification to automatic "
                                     "field numbering")
                name, number = str(number), number + 1
            elif name.isdigit():
                if number:
                    raise ValueError("cannot switch from manual field specification to automatic "
                                     "field numbering")
                number = None
            obj, first = self.get_field(name, args, kwargs)
            used.add(first)
            obj = self.convert_field(obj, conversion)
            spec, number = self._vformat(spec, args, kwargs, used, depth - 1, number)
            result.append(self.format_field(obj, spec))
        return "".join(result), number

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion in ("s", "r", "a"):
            return {"s": str, "r": repr, "a": ascii}[conversion](value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")

    def parse(self, format_string):
        """(literal text, field name, spec, conversion) of each part; the last three may be None."""
        text, place, literal = format_string, 0, ""
        while place < len(text):
            c = text[place]
            if c not in "{}":
                literal += c
                place += 1
            elif text[place + 1:place + 2] == c:
                yield literal + c, None, None, None
                literal = ""
                place += 2
            elif c == "}":
                raise ValueError("Single '}' encountered in format string")
            else:
                end, depth = place + 1, 1
                while end < len(text) and depth:
                    depth += (text[end] == "{") - (text[end] == "}")
                    end += 1
                if depth:
                    raise ValueError("Single '{' encountered in format string"
                                     if end == place + 1 else "expected '}' before end of string")
                yield (literal, *self._field(text[place + 1:end - 1]))
                literal, place = "", end
        if literal:
            yield literal, None, None, None

    def _field(self, field):
        place = 0
        while place < len(field) and field[place] not in ":!":
            if field[place] == "[":
                place = max(field.find("]", place), place)
            place += 1
        name, rest = field[:place], field[place:]
        conversion = None
        if rest[:1] == "!":
            conversion, rest = rest[1:2], rest[2:]
        return name, rest[1:], conversion

    def get_field(self, field_name, args, kwargs):
        end = 0
        while end < len(field_name) and field_name[end] not in ".[":
            end += 1
        first, rest = field_name[:end], field_name[end:]
        first = int(first) if first.isdigit() else first
        obj = self.get_value(first, args, kwargs)
        while rest:
            if rest[0] == ".":
                end = 1
                while end < len(rest) and rest[end] not in ".[":
                    end += 1
                obj = getattr(obj, rest[1:end])
            else:
                end = rest.index("]")
                key = rest[1:end]
                obj = obj[int(key) if key.isdigit() else key]
                end += 1
            rest = rest[end:]
        return obj, first
