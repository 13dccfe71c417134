"""pagetable - shows how the processor finds a process's memory

usage: pagetable [-a] PID [ADDRESS]
  -a   every page, also those that follow each other
  -h   this text

With an address (hexadecimal): the way from CR3 over the page directory pointer table (PDPT), a page
directory (PD) and a page table (PT) to the byte, entry by entry. Without: all of the tables.
"""

import command
import proc

PAGE = 4096
INDEX_BITS = {"PDPT": (31, 30), "PD": (29, 21), "PT": (20, 12)}
NAMES = {"PDPT": "page directory pointer table", "PD": "page directory", "PT": "page table"}
ENTRY_SIZE = 8
USER_END = 0xC0000000


def address_argument(text):
    try:
        address = int(text, 16)
    except ValueError:
        address = -1
    if not 0 <= address < USER_END:
        raise command.UsageError(f"invalid address: '{text}' (hexadecimal, below {USER_END:x})")
    return address


# ---- the way to one address ---------------------------------------------------------------------

def index_of(address, level):
    high, low = INDEX_BITS[level]
    return address >> low & (1 << high - low + 1) - 1


def show_walk(address, cr3, entries):
    """Follows the processor: each entry says where the next table lies."""
    print(f"address {address:08x}; CR3 says that the first table lies at {cr3:08x}")
    table = cr3
    for level in ("PDPT", "PD", "PT"):
        index = index_of(address, level)
        high, low = INDEX_BITS[level]
        print(f"bits {high}-{low} = {index}: entry {index} of the {NAMES[level]}, "
              f"at {table + index * ENTRY_SIZE:08x}")
        entry = next((entry for entry in entries if entry.level == level and
                      entry.address == address >> low << low), None)
        if entry is None:
            print("    not present: the processor would raise a page fault here")
            return 1
        print(f"    {entry.value:016x}: {entry.flags}")
        table = entry.frame * PAGE
        if entry.kind != "table":
            break
    users = "1 reference" if entry.references == 1 else f"{entry.references} references"
    print(f"bits {low - 1}-0 = {address % (1 << low):x}: byte {address % (1 << low)} of frame "
          f"{entry.frame} ({users}): physical address {table + address % (1 << low):08x}")
    return 0


# ---- the whole tree -----------------------------------------------------------------------------

def continues(run, entry):
    """Whether a page is one like those before it: the next page, with the same flags and users."""
    last = run[-1]
    return last.level == entry.level and entry.index == last.index + 1 \
        and (last.kind, last.flags, last.references) == (entry.kind, entry.flags, entry.references)


def show_run(run):
    first, last = run[0], run[-1]
    indent = {"PDPT": "", "PD": "  ", "PT": "    "}[first.level]
    if first.kind == "table":
        print(f"{indent}{first.level}[{first.index}] {first.address:08x}: the table in frame "
              f"{first.frame}; {first.flags}")
        return
    indexes = f"{first.index}" if first is last else f"{first.index}-{last.index}"
    if first is last:
        frames = f"frame {first.frame}"
    elif last.frame == first.frame + len(run) - 1:
        frames = f"frames {first.frame}-{last.frame}"
    else:
        frames = f"{len(run)} frames, {first.frame} to {last.frame}"
    shared = "" if first.references == 1 else f" with {first.references} references"
    print(f"{indent}{first.level}[{indexes}] {first.address:08x}: {frames}{shared}; {first.flags}")


def show_tree(cr3, entries, each):
    print(f"CR3 {cr3:08x}")
    run = []
    for entry in entries:
        if run and (each or entry.kind == "table" or not continues(run, entry)):
            show_run(run)
            run = []
        run.append(entry)
    if run:
        show_run(run)


def main(options, operands):
    command.need(operands, 1, 2)
    pid = operands[0] if operands[0] == "self" else proc.process_argument(operands[0])
    cr3, entries = proc.page_table(pid)
    if len(operands) == 2:
        return show_walk(address_argument(operands[1]), cr3, entries)
    show_tree(cr3, entries, "a" in options)


command.run(main, __doc__)
