"""The shell's language: from text to a tree of lists, pipelines and commands. What to know first: a
word is kept as parts, each with whether it was quoted, because only what is not quoted is divided
into several arguments and compared with file names later (POSIX.1-2017, Shell & Utilities, 2)."""

OPERATORS = ("&&", "||", ">>", ">&", "<&", "<<", "|", "&", ";", "<", ">", "(", ")", "\n")
REDIRECTIONS = (">", ">>", "<", ">&", "<&")
RESERVED = ("if", "then", "else", "elif", "fi", "for", "while", "until", "do", "done", "case",
            "esac", "function", "{", "}")
SPECIAL = "?$!#@*"  # the names of one character that a $ may precede


class ShellSyntaxError(Exception):
    """Text that is no command."""


class Incomplete(ShellSyntaxError):
    """Text that may become one when more comes."""


# ---- the tree -----------------------------------------------------------------------------------

class Part:
    """A piece of a word. kind: "text", "variable" (text is its name) or "command" (text is what to
    run for its output)."""

    def __init__(self, kind, text, quoted):
        self.kind, self.text, self.quoted = kind, text, quoted


class Redirection:
    """descriptor operator word: 2 >> errors"""

    def __init__(self, descriptor, operator, word):
        self.descriptor, self.operator, self.word = descriptor, operator, word


class Command:
    """NAME=WORD ... WORD ... with redirections; or a list in parentheses."""

    def __init__(self):
        self.assignments = []   # pairs of a name and a word
        self.words = []         # lists of Part
        self.redirections = []
        self.list = None        # what stands in parentheses: entries

    def is_empty(self):
        return not (self.assignments or self.words or self.redirections or self.list is not None)


class Pipeline:
    def __init__(self, commands, negated):
        self.commands, self.negated = commands, negated


class Entry:
    """pipeline && pipeline || ...; the first has "" before it. text: as it was written."""

    def __init__(self, pipelines, background, text):
        self.pipelines = pipelines  # pairs of an operator and a pipeline
        self.background, self.text = background, text


# ---- words and operators ------------------------------------------------------------------------

class Token:
    """kind: "word", "operator", "number" (of a descriptor, before < or >) or "end"."""

    def __init__(self, kind, value, start, end):
        self.kind, self.value, self.start, self.end = kind, value, start, end


def is_name(text):
    return text.isascii() and text.isidentifier()


class Lexer:
    def __init__(self, text):
        self.text, self.at = text, 0

    def tokens(self):
        found = []
        while not found or found[-1].kind != "end":
            found.append(self.next_token())
        return found

    def next_token(self):
        self.skip_blanks()
        start = self.at
        if start == len(self.text):
            return Token("end", "", start, start)
        for operator in OPERATORS:
            if self.text.startswith(operator, start):
                self.at += len(operator)
                return Token("operator", operator, start, self.at)
        end = start
        while end < len(self.text) and self.text[end] in "0123456789":
            end += 1
        if end > start and self.text[end:end + 1] in ("<", ">"):
            self.at = end
            return Token("number", int(self.text[start:end]), start, end)
        return Token("word", self.word(), start, self.at)

    def skip_blanks(self):
        text = self.text
        while self.at < len(text):
            if text[self.at] in " \t\r":
                self.at += 1
            elif text.startswith("\\\n", self.at):
                self.at += 2
            elif text[self.at] == "#":
                end = text.find("\n", self.at)
                self.at = end if end >= 0 else len(text)
            else:
                return

    def word(self):
        parts = []
        while self.at < len(self.text) and self.text[self.at] not in " \t\r\n|&;<>()":
            c = self.text[self.at]
            if c == "'":
                end = self.closing("'")
                parts.append(Part("text", self.text[self.at + 1:end], True))
                self.at = end + 1
            elif c == '"':
                self.double_quoted(parts)
            elif c == "\\":
                self.escape(parts)
            elif c in "$`":
                self.dollar(parts, False)
            else:
                self.plain(parts)
        return parts

    def closing(self, quote):
        end = self.text.find(quote, self.at + 1)
        if end < 0:
            raise Incomplete(f"unexpected end of file while looking for matching `{quote}'")
        return end

    def plain(self, parts):
        start = self.at
        while self.at < len(self.text) and self.text[self.at] not in " \t\r\n|&;<>()'\"\\$`":
            self.at += 1
        parts.append(Part("text", self.text[start:self.at], False))

    def escape(self, parts):
        """A backslash outside of quotes: the next character is itself; a newline is nothing."""
        if self.at + 1 == len(self.text):
            raise Incomplete("unexpected end of file after `\\'")
        c = self.text[self.at + 1]
        self.at += 2
        if c != "\n":
            parts.append(Part("text", c, True))

    def double_quoted(self, parts):
        self.closing('"')
        parts.append(Part("text", "", True))  # so that "" is a word
        self.at += 1
        start = self.at
        while True:
            if self.at >= len(self.text):
                raise Incomplete("unexpected end of file while looking for matching `\"'")
            c = self.text[self.at]
            if c not in '"\\$`':
                self.at += 1
                continue
            parts.append(Part("text", self.text[start:self.at], True))
            if c == '"':
                self.at += 1
                return
            if c == "\\":
                following = self.text[self.at + 1:self.at + 2]
                kept = following if following in ("$", "`", '"', "\\") else \
                    "" if following == "\n" else "\\" + following
                parts.append(Part("text", kept, True))
                self.at += 2
            else:
                self.dollar(parts, True)
            start = self.at

    def dollar(self, parts, quoted):
        """What a $ or ` stands for; a $ before nothing of that kind is itself."""
        text, at = self.text, self.at
        if text[at] == "`":
            end = self.closing("`")
            parts.append(Part("command", text[at + 1:end], quoted))
        elif text.startswith("$((", at):
            raise ShellSyntaxError("arithmetic expansion is not supported: "
                                   "try $(python -c 'print(...)')")
        elif text.startswith("$(", at):
            end = self.closing_parenthesis(at + 2)
            parts.append(Part("command", text[at + 2:end], quoted))
        elif text.startswith("${", at):
            self.at += 1
            end = self.closing("}")
            inside = text[at + 2:end]
            if not (is_name(inside) or inside.isdigit() or inside and inside in SPECIAL):
                raise ShellSyntaxError(f"${{{inside}}}: bad substitution")
            parts.append(Part("variable", inside, quoted))
        else:
            end = self.variable_end(at + 1) - 1
            name = text[at + 1:end + 1]
            parts.append(Part("variable", name, quoted) if name else Part("text", "$", quoted))
        self.at = end + 1

    def variable_end(self, start):
        text, end = self.text, start
        if start < len(text) and (text[start] in SPECIAL or text[start] in "0123456789"):
            return start + 1
        while end < len(text) and is_name(text[start:end + 1]):
            end += 1
        return end

    def closing_parenthesis(self, start):
        """Where the list that begins at start ends: its text is read as tokens to know."""
        inner, depth = Lexer(self.text), 1
        inner.at = start
        while True:
            token = inner.next_token()
            if token.kind == "end":
                raise Incomplete("unexpected end of file while looking for matching `)'")
            if token.kind == "operator" and token.value in "()":
                depth += 1 if token.value == "(" else -1
                if depth == 0:
                    return token.start


# ---- lists, pipelines, commands -----------------------------------------------------------------

class Parser:
    def __init__(self, text):
        self.text, self.tokens, self.at = text, Lexer(text).tokens(), 0

    def peek(self):
        return self.tokens[self.at]

    def is_operator(self, *values):
        token = self.peek()
        return token.kind == "operator" and token.value in values

    def take(self, *values):
        """The operator, if it is one of these and comes now; else None."""
        if not self.is_operator(*values):
            return None
        self.at += 1
        return self.tokens[self.at - 1].value

    def refuse(self):
        token = self.peek()
        if token.kind == "end":
            raise Incomplete("syntax error: unexpected end of file")
        shown = "newline" if token.value == "\n" else self.text[token.start:token.end]
        raise ShellSyntaxError(f"syntax error near unexpected token `{shown}'")

    def skip_newlines(self):
        while self.take("\n"):
            pass

    def whole(self):
        entries = self.entries()
        if self.peek().kind != "end":
            self.refuse()
        return entries

    def entries(self):
        entries = []
        self.skip_newlines()
        while self.peek().kind != "end" and not self.is_operator(")"):
            start = self.peek().start
            pipelines = self.and_or()
            text = self.text[start:self.tokens[self.at - 1].end]
            end = self.take("&", ";", "\n")
            if not end and self.peek().kind != "end" and not self.is_operator(")"):
                self.refuse()
            entries.append(Entry(pipelines, end == "&", text))
            self.skip_newlines()
        return entries

    def and_or(self):
        pipelines, operator = [], ""
        while operator is not None:
            pipelines.append((operator, self.pipeline()))
            operator = self.take("&&", "||")
            if operator:
                self.skip_newlines()
        return pipelines

    def pipeline(self):
        negated = False
        while self.peek().kind == "word" and is_unquoted(self.peek().value, "!"):
            negated = not negated
            self.at += 1
        commands = [self.command()]
        while self.take("|"):
            self.skip_newlines()
            commands.append(self.command())
        return Pipeline(commands, negated)

    def command(self):
        command = Command()
        if self.take("("):
            command.list = self.entries()
            if not command.list or not self.take(")"):
                self.refuse()
        while True:
            token = self.peek()
            if token.kind == "number" or self.is_operator(*REDIRECTIONS):
                command.redirections.append(self.redirection())
            elif token.kind == "word" and command.list is None:
                self.refuse_reserved(token.value, command)
                self.at += 1
                assignment = None if command.words else split_assignment(token.value)
                if assignment:
                    command.assignments.append(assignment)
                else:
                    command.words.append(token.value)
            else:
                break
        if self.is_operator("<<"):
            raise ShellSyntaxError("syntax error: here-documents (<<) are not supported")
        if command.is_empty():
            self.refuse()
        return command

    def refuse_reserved(self, word, command):
        """Words that begin compound commands in other shells: this one leaves those to Python."""
        text = word[0].text
        if not (command.words or command.assignments) and text in RESERVED \
                and is_unquoted(word, text):
            raise ShellSyntaxError(f"syntax error near `{text}': loops and conditions are not "
                                   "supported, but python is")

    def redirection(self):
        descriptor = None
        if self.peek().kind == "number":
            descriptor = self.peek().value
            self.at += 1
        operator = self.take(*REDIRECTIONS)
        if descriptor is None:
            descriptor = 0 if operator[0] == "<" else 1
        if self.peek().kind == "end":
            raise ShellSyntaxError("syntax error near unexpected token `newline'")
        if self.peek().kind != "word":
            self.refuse()
        self.at += 1
        return Redirection(descriptor, operator, self.tokens[self.at - 1].value)


def is_unquoted(parts, text):
    return len(parts) == 1 and parts[0].kind == "text" and not parts[0].quoted \
        and parts[0].text == text


def split_assignment(parts):
    """(name, word) of NAME=WORD, or None."""
    first = parts[0]
    name, equals, rest = first.text.partition("=")
    if first.kind != "text" or first.quoted or not equals or not is_name(name):
        return None
    return name, [Part("text", rest, False)] + parts[1:]


def parse(text):
    """The entries of a whole text. Raises ShellSyntaxError; Incomplete when more could mend it."""
    return Parser(text).whole()
