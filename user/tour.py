# tour.py: where a variable of this very program lives, from the disk down to a physical frame.
# Each number below is asked of the machine at the moment it is printed: by the module memory, of
# the interpreter's own structs and of the kernel. Read along: every sentence can be tried.

import gc
import memory
import os
import sys

PAGE = 4096
ROM = 0xF0000  # where a PC's firmware begins


# ---- the little program of the story ------------------------------------------------------------

def foo():
    x = 10
    y = [1, 2, 3]
    show_frame(memory.frame())
    show_object("x", memory.where(x))
    show_object("y", memory.where(y))
    show_walk(memory.where(y))


STORY = """\
    def foo():
        x = 10
        y = [1, 2, 3]

    foo()"""


# ---- printing -----------------------------------------------------------------------------------

def title(number, text):
    print()
    print(f"--- {number}. {text} " + "-" * (71 - len(text)))


def text_of_size(size):
    return f"{size:,} bytes"


def owners(count):
    return "1 owner" if count == 1 else f"{count} owners"


def show_frame(frame):
    print(f"foo is running. Its frame: {frame['size']} bytes at 0x{frame['address']:08x}, "
          "on the stack; the caller's")
    print(f"is at 0x{frame['caller']:08x}, above it: the stack grows down. "
          "It goes on at instruction")
    print(f"0x{frame['next_instruction']:08x}, in the text segment. Its slots:")
    for name, place, referent in frame["slots"]:
        if referent == 0:
            print(f"    0x{place:08x}  {name:12}  -> nothing yet")
        else:
            print(f"    0x{place:08x}  {name:12}  -> 0x{referent:08x}")
    print("A slot is 4 bytes: a reference, nothing else. (Temporaries hold the operands of")
    print("what is being computed: here, of the call that shows this.) The objects:")


def show_object(name, where):
    flags = ", interned" if where["interned"] else ""
    print(f"    {name}: {where['type']} at 0x{where['address']:08x} in the "
          f"{where['segment']}, {where['size']} bytes, {owners(where['count'])}{flags}")


LEVEL_BITS = {"page directory pointer table": "31-30", "page directory": "29-21",
              "page table": "20-12"}


def entry_flags(entry):
    """The bits of an entry that say what may be done there (Intel SDM, volume 3, 4.4.2)."""
    flags = "present" if entry & 1 else "absent"
    if entry & 2:
        flags += ", writable"
    if entry & 4:
        flags += ", user"
    if entry >> 63:
        flags += ", no execute"
    return flags


def show_walk(where):
    address = where["address"]
    print(f"How the processor finds y's list, 0x{address:08x}, in RAM:")
    print(f"    CR3 says where the first table is: 0x{where['cr3']:08x}")
    for level in where["levels"]:
        print(f"    bits {LEVEL_BITS[level['name']]} = {level['index']:3}: "
              f"{level['name']} at 0x{level['table']:08x},")
        print(f"        entry 0x{level['entry']:016x} ({entry_flags(level['entry'])})")
    print(f"    bits 11-0 = 0x{address % PAGE:03x}: frame {where['frame']}, "
          f"physical address 0x{where['physical']:08x}")


# ---- 1: the disk --------------------------------------------------------------------------------

def on_the_disk(path):
    title(1, "On the disk, the library's shelf")
    file = memory.file(path)
    print(f"This program is the file {path}: inode {file['inode']}, {text_of_size(file['size'])}")
    print(f"in {file['blocks']} blocks of {file['block_size']} bytes. The first of them:")
    per_block = file["sectors_per_block"]
    for number in file["block_numbers"][:3]:
        sector = file["device_sector"] + number * per_block
        print(f"    block {number}: sectors {sector} to {sector + per_block - 1} of the disk")


# ---- 2: the process -----------------------------------------------------------------------------

def as_a_process():
    title(2, "In RAM, the desk: a process")
    system = memory.system()
    process = memory.process()
    total, free = system["frames_total"], system["frames_free"]
    print(f"RAM is {total} frames of {PAGE} bytes; {free} are free now,")
    print(f"{system['frames_cached']} keep pages of files in case they are wanted again.")
    print(f"This process: number {process['pid']}, child of {process['parent']}. "
          f"It has {process['resident']} frames and")
    print(f"{process['page_tables']} more for its page tables. CR3 = 0x{process['cr3']:08x} "
          "leads to them.")
    text = memory.walk(memory.frame()["code"])
    frame = memory.frame_info(text["physical"])
    print("The bytecode that prints this is at virtual address "
          f"0x{text['address']:08x}, physical")
    print(f"0x{text['physical']:08x}: frame {frame['number']}, of the {frame['kind']}, "
          f"with {frame['references']} references. Whoever runs")
    print("this program at the same time shares that frame.")
    rom = memory.frame_info(ROM)
    print(f"ROM, the firmware's memory, is no program's: frame {rom['number']} is {rom['kind']}.")


def its_segments():
    title(3, "Its segments")
    print("    from       to         may  pages here  what")
    for segment in memory.segments():
        pages = (segment["end"] - segment["start"]) // PAGE
        print(f"    {segment['start']:08x} - {segment['end']:08x}  {segment['protection']}  "
              f"{segment['resident']:4} of {pages:5}  {segment['kind']} {segment['file']}")
    print("No segment may be both written and executed. A page comes when it is first")
    print("touched: see how few of the stack's are here.")


# ---- 4: the stack and the heap ------------------------------------------------------------------

def the_call():
    title(4, "A call: references on the stack, objects on the heap")
    print(STORY)
    print()
    foo()
    print("foo has returned: its frame is gone, and so is the list, which it alone owned.")


def deeper(levels):
    address = memory.frame()["address"]
    if levels == 0:
        return [address]
    return deeper(levels - 1) + [address]


def frames_at_run_time():
    addresses = deeper(3)
    print("The compiler only counts how many slots a call will need. Frames are made at")
    print("run time, one for each call. Four nested calls of one function just had theirs:")
    print("   ", " ".join([f"0x{address:08x}" for address in addresses]))


# ---- 5: module-level names ----------------------------------------------------------------------

def module_names(frame):
    title(5, "Names outside functions")
    print("PAGE was assigned at the top of this file, in no function. Such names are in no")
    print(f"frame. They are in a dict, on the heap like any object, at 0x{frame['namespace']:08x}:")
    for name, place, referent in frame["names"]:
        if name == "PAGE":
            print(f"    0x{place:08x}  {name:12}  -> 0x{referent:08x}, an int: {PAGE}")
    print("(\"Variables live on the stack\" is true of the names inside a call only.)")


# ---- 6: counts ----------------------------------------------------------------------------------

def counts():
    title(6, "Counts")
    data = ["a", "list"]
    print(f"    data = [...]         {owners(memory.where(data)['count'])}")
    again = data
    print(f"    again = data         {owners(memory.where(data)['count'])}: two names, one object")
    box = [data, data]
    print(f"    box = [data, data]   {owners(memory.where(data)['count'])}")
    box = None
    print(f"    box = None           {owners(memory.where(data)['count'])}: "
          "box's list died, and gave up its two")
    del again
    print(f"    del again            {owners(memory.where(data)['count'])}")
    print(f"sys.getrefcount(data) says {sys.getrefcount(data)}: its argument is one more owner.")


def interning():
    title(7, "Interning")
    a = 10
    b = 10
    print(f"    a = 10 at 0x{id(a):08x}, b = 10 at 0x{id(b):08x}: "
          f"{'one object' if a is b else 'two objects'}")
    c = 256 + len("x")
    d = 256 + len("y")
    print(f"    c = {c} at 0x{id(c):08x}, d = {d} at 0x{id(d):08x}: "
          f"{'one object' if c is d else 'two objects'}")
    print("Ints from -5 to 256 are made once, at the start. Others are made when computed;")
    print("two equal constants in one program's text are one object all the same:")
    e = 257
    f = 257
    print(f"    e = 257 at 0x{id(e):08x}, f = 257 at 0x{id(f):08x}: "
          f"{'one object' if e is f else 'two objects'}")
    ten = memory.where(10)
    print(f"The int 10 has {ten['count']} owners just now: names, constants, "
          "the table of small ints.")


# ---- 8: memory that goes back -------------------------------------------------------------------

def show_heap(what):
    heap = memory.heap()
    frames = memory.process()["resident"]
    print(f"    {what:24} {heap['blocks']:7,} blocks in use, {frames:4} frames here")


def going_back():
    title(8, "At zero, memory goes back")
    show_heap("before")
    row = list(range(1000, 101000))
    show_heap("row = 100,000 new ints")
    row = None
    show_heap("row = None")
    print("Each int is a block of its own. The count of the list fell to zero, so the list")
    print("went at once, and with it the ints that only it owned. Nobody had to ask.")
    ring = [None]
    ring[0] = ring
    show_heap("ring = a list in itself")
    del ring
    show_heap("del ring")
    gc.collect()
    show_heap("gc.collect()")
    print("That one had an owner still, itself, though no name led there any more. Counts")
    print("are not enough for cycles: the collector looks for them from time to time.")


# ---- 9: the kernel counts too -------------------------------------------------------------------

def show_place(who, where):
    print(f"    {who:18} virtual 0x{where['address']:08x}, physical 0x{where['physical']:08x}",
          flush=True)


def copy_on_write():
    title(9, "The kernel counts references, too: to frames")
    thing = ["shared"]
    before = memory.where(thing)
    show_place("before fork", before)
    pid = os.fork()
    if pid == 0:
        show_place("the child", memory.where(thing))
        os._exit(0)
    after = memory.where(thing)
    os.waitpid(pid, 0)
    show_place("the parent, after", after)
    print("fork copied no frame: parent and child shared all of them, each with one more")
    print("reference. But to look at a list is to count a reference to it, a write. So the")
    print(f"{'child' if after['physical'] == before['physical'] else 'parent'}, "
          "which did so first, was given a copy of that page by the kernel, at")
    print("the same virtual address. That is copy-on-write.")
    text = memory.frame_info(memory.walk(memory.frame()["code"])["physical"])
    print(f"The page with this bytecode is never written, so never copied: frame {text['number']}")
    print(f"has {text['references']} references again, now that the child is gone.")


def main():
    if sys.argv[1:]:
        print("usage: tour [-h]\nFollows one variable from the disk down to a physical frame.")
        sys.exit(0 if sys.argv[1:] == ["-h"] else 2)
    print("A tour of the machine, from a file to a frame. It follows this little program,")
    print("which is a part of this one:")
    print(STORY)
    on_the_disk(sys.argv[0])
    as_a_process()
    its_segments()
    the_call()
    frames_at_run_time()
    module_names(memory.frame(1))
    counts()
    interning()
    going_back()
    copy_on_write()
    print()
    print("The program that printed this is user/tour.py. Change it, and run it again.")


main()
