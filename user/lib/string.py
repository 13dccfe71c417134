"""The classes of ASCII characters as strings; templates; the formatter behind str.format."""

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits",
           "hexdigits", "octdigits", "printable", "punctuation", "whitespace", "Formatter",
           "Template"]

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


class _Pattern:
    """Template.pattern: made from delimiter and idpattern when a class is asked for it."""

    def __get__(self, instance, cls):
        import re
        delimiter = re.escape(cls.delimiter)
        name = cls.idpattern
        braced = cls.braceidpattern or name
        cls.pattern = re.compile(
            f"{delimiter}(?:(?P<escaped>{delimiter})|(?P<named>{name})|{{(?P<braced>{braced})}}"
            "|(?P<invalid>))", cls.flags | re.VERBOSE)
        return cls.pattern


class _Flags:
    """Template.flags: re is loaded when it is asked for."""

    def __get__(self, instance, cls):
        import re
        return re.IGNORECASE


class Template:
    """Text with $name and ${name}, to fill in. A subclass may have another delimiter, other names
    (idpattern, braceidpattern), or a pattern of its own with the groups escaped, named, braced and
    invalid."""
    delimiter = "$"
    idpattern = "(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    flags = _Flags()
    pattern = _Pattern()

    def __init_subclass__(cls):
        super().__init_subclass__()
        own = cls.__dict__.get("pattern")
        if isinstance(own, str):
            import re
            cls.pattern = re.compile(own, cls.flags | re.VERBOSE)
        elif own is None:
            cls.pattern = _Pattern().__get__(None, cls)

    def __init__(self, template):
        self.template = template

    def _raise_invalid(self, match):
        place = match.start("invalid")
        lines = self.template[:place].splitlines(keepends=True) or [""]
        colno = place - len("".join(lines[:-1])) if place else 1
        raise ValueError(f"Invalid placeholder in string: line {len(lines)}, col {colno}")

    def _fill(self, mapping, kws, safe):
        def text(match):
            name = match.group("named") or match.group("braced")
            if name is not None:
                if name in kws:
                    return str(kws[name])
                try:
                    return str(mapping[name])
                except KeyError:
                    if not safe:
                        raise
                    return match.group()
            if match.group("escaped") is not None:
                return self.delimiter
            if match.group("invalid") is None:
                raise ValueError("Unrecognized named group in pattern", self.pattern)
            if not safe:
                self._raise_invalid(match)
            return match.group()
        return self.pattern.sub(text, self.template)

    def substitute(self, mapping={}, /, **kws):
        """The template with the values put in for $name and ${name}."""
        return self._fill(mapping, kws, False)

    def safe_substitute(self, mapping={}, /, **kws):
        """As substitute; what has no value stays as it is."""
        return self._fill(mapping, kws, True)

    def _checked(self, match):
        """The name of a match, or None for an escaped delimiter."""
        name = match.group("named") or match.group("braced")
        if name is None and match.group("escaped") is None and match.group("invalid") is None:
            raise ValueError("Unrecognized named group in pattern", self.pattern)
        return name

    def is_valid(self):
        """Is every $ followed by what it may be?"""
        for match in self.pattern.finditer(self.template):
            if match.group("invalid") is not None:
                return False
            self._checked(match)
        return True

    def get_identifiers(self):
        """The names that the template has, each once."""
        names = [self._checked(match) for match in self.pattern.finditer(self.template)]
        return list(dict.fromkeys([name for name in names if name is not None]))


class Formatter:
    """What str.format does, in methods that a subclass may replace."""

    def format(self, format_string, /, *args, **kwargs):
        """As str.format, by the methods of this class."""
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        """As format, with the arguments as a tuple and a dict."""
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2, 0)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, text, args, kwargs, used, depth, number=0):
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
        """The argument of that number or name."""
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        """May be overridden: is told which arguments a format has used."""
        pass

    def format_field(self, value, format_spec):
        """The value as a text, as the part behind the colon asks."""
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        """The value after !r, !s or !a."""
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
        """What a field name such as "0.x[1]" leads to, and its first part."""
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
