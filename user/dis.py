"""dis - shows the bytecode of a Python program

usage: dis FILE ...
  -h   this text

FILE is a source file, or a program of which the source stands beside it, as for those of /bin. Each
line: the line of the source, where the instruction is, what it does, its operands.
"""

import sys

import command

del sys.path[0]  # the directory of this program, which has the module's name

import dis  # noqa: E402

ELF_MAGIC = b"\x7fELF"


def source_of(path):
    """(the path of the source, its text): a program file's is beside it."""
    text = b"".join(command.blocks(path))
    if text.startswith(ELF_MAGIC):
        path += ".py"
        text = b"".join(command.blocks(path))
    return path, text


def show(path):
    path, text = source_of(path)
    try:
        code = compile(text.decode(), path, "exec")
    except SyntaxError as error:
        command.complain(f"{path}: line {error.lineno}: {error.msg}")
        return 1
    except UnicodeDecodeError as error:
        command.complain(f"{path}: not a text in UTF-8: {error.reason}")
        return 1
    dis.dis(code)


def main(options, operands):
    command.need(operands, 1)
    return command.for_each(operands, show)


command.run(main, __doc__)
