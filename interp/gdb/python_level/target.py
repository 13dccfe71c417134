"""How the extension reads the program: memory in pages, structs as the debug information says.

Memory is read a page at a time and kept until the program runs again: over a serial line a packet
for each field would cost a millisecond each. Offsets and sizes come from DWARF, so 64-bit and
32-bit interpreters are all the same. Any read may fail: it raises Problem, whose message says
where. Nothing here runs code in the program.
"""
import gdb

# On the machine's serial line a read takes 0.3 ms, and 5 us for each byte.
PAGE = 128         # bytes that are read at once
READ_AHEAD = 3     # pages, where the one before is known: somebody goes along a row
FETCHED_MOST = 64  # pages in one read
NAME_MOST = 200    # bytes of a C string that is a name


class Problem(Exception):
    """What cannot be shown, in words for the user."""


def printable(text):
    """What GDB can print: damaged names may have NUL or half of a surrogate pair in them."""
    return text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")


def say(text):
    print(printable(text))


# ---- memory --------------------------------------------------------------------------------------

class Memory:
    """The selected process's memory, as it was when it stopped."""

    def __init__(self):
        self.pages = {}
        self.owner = None
        self.is_writing = False
        self.stop = 0  # counts: what was found out at another stop may be wrong now

    def forget(self, *_event):
        if not self.is_writing:  # what this extension writes changes no object
            self.pages.clear()
            self.stop += 1

    def check_owner(self):
        """Another process may have been selected meanwhile."""
        thread = gdb.selected_thread()
        owner = (gdb.selected_inferior().num, thread.ptid if thread else None)
        if owner != self.owner:
            self.forget()
            self.owner = owner

    def _fetch(self, first, last):
        """Reads pages that are not kept yet, in one go if that is possible."""
        while first <= last and first in self.pages:
            first += 1
        if first > last:
            return
        inferior = gdb.selected_inferior()
        try:
            data = bytes(inferior.read_memory(first * PAGE, (last - first + 1) * PAGE))
        except gdb.error:
            if first < last:  # some of them may be there
                self._fetch(first, first)
                self._fetch(first + 1, last)
            else:
                self.pages[first] = None
            return
        for number in range(first, last + 1):
            start = (number - first) * PAGE
            self.pages[number] = data[start:start + PAGE]

    def read(self, address, size):
        """size bytes, or Problem."""
        self.check_owner()
        if not 0 <= address <= address + size <= 1 << 8 * pointer_size():
            raise Problem(f"cannot read memory at {address:#x}")
        pieces, number = [], address // PAGE
        last = (address + max(size, 1) - 1) // PAGE
        while size > 0:
            if number not in self.pages:
                ahead = READ_AHEAD if self.pages.get(number - 1) else 1
                self._fetch(number, max(min(last, number + FETCHED_MOST - 1), number + ahead - 1))
            page = self.pages[number]
            if page is None:
                raise Problem(f"cannot read memory at {address:#x}")
            start = address % PAGE
            piece = page[start:start + size]
            pieces.append(piece)
            address, size, number = address + len(piece), size - len(piece), number + 1
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def write(self, address, data):
        """Data only: never the program's code. Writes nothing where it stands already."""
        if self.read(address, len(data)) == data:
            return
        self.is_writing = True
        try:
            gdb.selected_inferior().write_memory(address, data)
        except gdb.error as error:
            raise Problem(f"cannot write memory at {address:#x}: {error}") from None
        finally:
            self.is_writing = False
        for number in range(address // PAGE, (address + len(data) - 1) // PAGE + 1):
            start = number * PAGE
            page, first = bytearray(self.pages[number]), max(address, start)
            piece = data[first - address:start + PAGE - address]
            page[first - start:first - start + len(piece)] = piece
            self.pages[number] = bytes(page)

    def unsigned(self, address, size):
        return int.from_bytes(self.read(address, size), "little")

    def pointer(self, address):
        return self.unsigned(address, pointer_size())

    def pointers(self, address, count):
        size = pointer_size()
        data = self.read(address, count * size)
        return [int.from_bytes(data[i:i + size], "little") for i in range(0, len(data), size)]

    def name(self, address):
        """A C string, at most NAME_MOST bytes of it."""
        found = bytearray()
        while len(found) < NAME_MOST:
            byte = self.read(address + len(found), 1)[0]
            if byte == 0:
                return found.decode("utf-8", "backslashreplace")
            found.append(byte)
        raise Problem(f"no end of the name at {address:#x}")


memory = Memory()


def _kept(function, current):
    """The function, its answers kept for as long as current() gives the same number."""
    answers, kept_at = {}, [None]

    def ask(*arguments):
        now = current()
        if kept_at[0] != now:
            answers.clear()
            kept_at[0] = now
        if arguments not in answers:
            answers[arguments] = function(*arguments)
        return answers[arguments]
    ask.__doc__ = function.__doc__
    return ask


def _this_stop():
    memory.check_owner()
    return memory.stop


def once_a_stop(function):
    """Decorator: the function's answers are kept until the program runs again."""
    return _kept(function, _this_stop)


_loads = [0]  # counts: programs loaded or built anew since


def once_a_load(function):
    """Decorator: the answers are kept until a program is loaded: addresses and types."""
    return _kept(function, lambda: _loads[0])


# ---- symbols -------------------------------------------------------------------------------------

def _forget_symbols(*_event):
    """Addresses change when a program is loaded, types when it was built anew."""
    _loads[0] += 1
    memory.forget()


for _event in (gdb.events.stop, gdb.events.cont, gdb.events.memory_changed):
    _event.connect(memory.forget)
for _event in (gdb.events.new_objfile, gdb.events.clear_objfiles, gdb.events.exited):
    _event.connect(_forget_symbols)


def root():
    """The one symbol that everything starts from: `interpreter` (vm/interpreter.h)."""
    symbol = gdb.lookup_global_symbol("interpreter")
    if symbol is None:
        raise Problem("no symbol \"interpreter\": the interpreter's symbols are not loaded")
    return symbol


# Other files have static variables of the same name: whose is meant.
_FILES = {"heap_start": "memory/large.c", "heap_end": "memory/large.c",
          "heap_bytes": "memory/large.c"}


@once_a_load
def _symbol(name):
    """Of the interpreter's own: other programs in the session may have one of this name."""
    objfile, file = root().symtab.objfile, _FILES.get(name, "")
    found = gdb.lookup_global_symbol(name)
    candidates = ([found] if found else []) + list(gdb.lookup_static_symbols(name))
    for candidate in candidates:
        symtab = candidate.symtab
        if symtab is not None and symtab.objfile == objfile and symtab.filename.endswith(file):
            return candidate
    raise Problem(f"the interpreter has no symbol \"{name}\": are these another one's symbols?")


@once_a_load
def address_of(name):
    """Of a variable."""
    return int(_symbol(name).value().address)


def variable(name):
    """A variable as a View or a number."""
    return field_value(type_of_variable(name), address_of(name))


@once_a_load
def type_of_variable(name):
    return _symbol(name).type


@once_a_load
def constant(name):
    """An enumerator's value."""
    return int(_symbol(name).value())


@once_a_load
def enumerators(enum_name):
    """{value: name} of an enum type."""
    return {field.enumval: field.name for field in _type(enum_name).strip_typedefs().fields()}


# Other files, or other programs in the session, have types of the same name: whose file is meant.
_DEFINED_WITH = {"Arena": "usable_arenas", "Chunk": "last_chunk", "Pool": "usable_arenas",
                 "MethodWrapper": "staticmethod_type"}


def _type(name):
    near = _symbol(_DEFINED_WITH[name]) if name in _DEFINED_WITH else root()
    for block in (near.symtab.static_block(), None):
        try:
            return gdb.lookup_type(name, block) if block else gdb.lookup_type(name)
        except gdb.error:
            pass
    raise Problem(f"the interpreter's debug information has no type {name}")


# ---- structs -------------------------------------------------------------------------------------

class Field:
    __slots__ = ("name", "offset", "type", "code", "size", "signed", "bits", "leads_to_object")

    def __init__(self, field):
        real = field.type.strip_typedefs()
        self.name, self.type, self.code, self.size = field.name, real, real.code, real.sizeof
        self.offset = field.bitpos // 8
        self.bits = (field.bitpos % 8, field.bitsize) if field.bitsize else None
        self.signed = real.code == gdb.TYPE_CODE_INT and real.is_signed
        self.leads_to_object = (real.code == gdb.TYPE_CODE_PTR
                                and begins_with_object(real.target()))


class Struct:
    """A struct's layout. Fields of `head`, which all objects begin with, count as its own."""

    def __init__(self, gdb_type):
        self.type = gdb_type.strip_typedefs()
        self.name, self.size, self.fields = gdb_type.name, self.type.sizeof, {}
        self.loads = _loads[0]
        for field in self.type.fields():
            self.fields[field.name] = Field(field)
            if field.name == "head":
                self.fields.update(struct("Object").fields)

    def offset(self, name):
        return self.fields[name].offset


@once_a_load
def struct(name):
    return Struct(_type(name))


_structs = {}  # of types that fields have: these live as long as their debug information


def _struct_of(gdb_type):
    key = gdb_type.name or gdb_type.tag or str(gdb_type)
    if key not in _structs or _structs[key].loads != _loads[0]:
        _structs[key] = Struct(gdb_type)
    return _structs[key]


def begins_with_object(gdb_type):
    """Is it the struct of some object? HeapType begins with a Type, which begins with an Object."""
    for _ in range(3):
        gdb_type = gdb_type.strip_typedefs()
        if gdb_type.code != gdb.TYPE_CODE_STRUCT:
            return False
        if gdb_type.tag == "Object":
            return True
        if not gdb_type.fields() or gdb_type.fields()[0].bitpos != 0:
            return False
        gdb_type = gdb_type.fields()[0].type
    return False


def field_value(gdb_type, address):
    """A struct as a View, an array as its address, anything else as a number."""
    gdb_type = gdb_type.strip_typedefs()
    if gdb_type.code in (gdb.TYPE_CODE_STRUCT, gdb.TYPE_CODE_UNION):
        return View(_struct_of(gdb_type), address)
    if gdb_type.code == gdb.TYPE_CODE_ARRAY:
        return address
    signed = gdb_type.code == gdb.TYPE_CODE_INT and gdb_type.is_signed
    return int.from_bytes(memory.read(address, gdb_type.sizeof), "little", signed=signed)


class View:
    """A struct in the program: its fields are attributes."""
    __slots__ = ("struct", "address")

    def __init__(self, layout, address):
        self.struct = layout
        self.address = address

    def __getattr__(self, name):
        field = self.struct.fields.get(name)
        if field is None:
            raise Problem(f"the interpreter's {self.struct.name} has no field \"{name}\"")
        address = self.address + field.offset
        if field.code == gdb.TYPE_CODE_STRUCT:
            return View(_struct_of(field.type), address)
        if field.code == gdb.TYPE_CODE_ARRAY:
            return address
        number = int.from_bytes(memory.read(address, field.size), "little", signed=field.signed)
        if field.bits:
            first, width = field.bits
            number = number >> first & (1 << width) - 1
        return number

    def place(self, name):
        """Where the field is."""
        return self.address + self.struct.offset(name)


def view(struct_name, address):
    return View(struct(struct_name), address)


@once_a_load
def pointer_size():
    return struct("Object").fields["type"].size
