"""From a word, as it was written, to the arguments that a command gets: ~, $NAME and $(COMMAND) are
replaced, what was not quoted is divided at blanks, and patterns (* ? [...]) become the names of the
files that they match."""

import os

BLANKS = " \t\n"


# ---- patterns -----------------------------------------------------------------------------------

def read_set(text, quoted, start):
    """The set that begins behind text[start] == "[": (negated, pairs of first and last, end); None
    where there is no "]"."""
    at = start + 1
    negated = text[at:at + 1] in ("!", "^") and not quoted[at]
    at += negated
    ranges, first = [], at
    while at < len(text) and (text[at] != "]" or quoted[at] or at == first):
        if text[at + 1:at + 2] == "-" and at + 2 < len(text) and text[at + 2] != "]":
            ranges.append((text[at], text[at + 2]))
            at += 3
        else:
            ranges.append((text[at], text[at]))
            at += 1
    return (negated, ranges, at + 1) if at < len(text) else None


def compile_pattern(text, quoted):
    """A list of items, each a character, "any" (?), "many" (*) or a pair (negated, ranges)."""
    items, at = [], 0
    while at < len(text):
        found = None
        if not quoted[at] and text[at] == "[":
            found = read_set(text, quoted, at)
        if found:
            items.append(found[:2])
            at = found[2]
            continue
        special = "" if quoted[at] else {"*": "many", "?": "any"}.get(text[at], "")
        items.append(special or text[at])
        at += 1
    return items


def is_plain(items):
    return all(isinstance(item, str) and len(item) == 1 for item in items)


def item_matches(item, character):
    if isinstance(item, tuple):
        negated, ranges = item
        return negated != any(first <= character <= last for first, last in ranges)
    return item in ("any", character)


def matches(items, name):
    """Whether the whole name is what the pattern describes. Where it is not, the last * takes one
    character more: that is enough, because an earlier one could only take less."""
    at = place = 0
    star, star_place = -1, 0
    while place < len(name):
        if at < len(items) and items[at] == "many":
            star, star_place = at, place
            at += 1
        elif at < len(items) and item_matches(items[at], name[place]):
            at += 1
            place += 1
        elif star >= 0:
            star_place += 1
            at, place = star + 1, star_place
        else:
            return False
    return all(item == "many" for item in items[at:])


# ---- file names ---------------------------------------------------------------------------------

def names_in(directory):
    try:
        return sorted(os.listdir(directory or "."))
    except OSError:  # what cannot be listed has no names
        return []


def exists(path):
    try:
        os.lstat(path)
    except OSError:
        return False
    return True


def paths_matching(text, quoted):
    """The paths that a pattern with slashes matches, sorted; a name that begins with a dot only
    where the pattern does."""
    paths, start = [""], 0
    while start <= len(text):
        end = text.find("/", start)
        end = len(text) if end < 0 else end
        items = compile_pattern(text[start:end], quoted[start:end])
        slash = text[end:end + 1]
        if is_plain(items):
            paths = [path + "".join(items) + slash for path in paths]
        else:
            hidden = items[0] == "."
            paths = [path + name + slash for path in paths for name in names_in(path)
                     if (hidden or not name.startswith(".")) and matches(items, name)]
        start = end + 1
    return [path for path in paths if exists(path)]


# ---- words --------------------------------------------------------------------------------------

class Field:
    """An argument that comes to be: its text, and of each character whether it was quoted."""

    def __init__(self):
        self.text, self.quoted = "", []

    def add(self, text, quoted):
        self.text += text
        self.quoted += [quoted] * len(text)


def replace_tilde(parts, shell):
    """~ and ~/... at the beginning of a word."""
    first = parts[0]
    if first.kind != "text" or first.quoted or not first.text.startswith("~"):
        return parts
    rest = first.text[1:]
    if rest.startswith("/") or (not rest and len(parts) == 1):
        home = type(first)("text", shell.variable("HOME"), True)
        return [home, type(first)("text", rest, False)] + parts[1:]
    return parts


def value_of(part, shell):
    if part.kind == "text":
        return part.text
    return shell.variable(part.text) if part.kind == "variable" else shell.output_of(part.text)


def is_all_arguments(part):
    return part.kind == "variable" and part.text == "@" and part.quoted


def divide(parts, shell):
    """The fields of a word; unquoted values are divided at blanks, an empty one gives no field, and
    "$@" as many as there are arguments."""
    fields, current = [], None
    if not shell.arguments:
        rest = [part for part in parts if not is_all_arguments(part)]
        if len(rest) < len(parts) and not any(part.text for part in rest):
            return []
    for part in parts:
        if is_all_arguments(part):
            for number, argument in enumerate(shell.arguments):
                if number > 0 or current is None:
                    current = Field()
                    fields.append(current)
                current.add(argument, True)
            continue
        value = value_of(part, shell)
        if part.quoted or part.kind == "text":
            if current is None:
                current = Field()
                fields.append(current)
            current.add(value, part.quoted)
            continue
        if value and value[0] in BLANKS:
            current = None
        for number, piece in enumerate(value.split()):
            if number > 0 or current is None:
                current = Field()
                fields.append(current)
            current.add(piece, False)
        if value and value[-1] in BLANKS:
            current = None
    return fields


def expand(parts, shell):
    """The arguments that a word stands for."""
    arguments = []
    for field in divide(replace_tilde(parts, shell), shell):
        magic = any(c in "*?[" and not quoted for c, quoted in zip(field.text, field.quoted))
        arguments += magic and paths_matching(field.text, field.quoted) or [field.text]
    return arguments


def expand_to_text(parts, shell):
    """One text, neither divided nor compared with file names: what is assigned."""
    return "".join(value_of(part, shell) for part in replace_tilde(parts, shell))
