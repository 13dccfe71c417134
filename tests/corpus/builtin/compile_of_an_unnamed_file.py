# compile() of a file that has no name, of nothing, and with flags that nobody knows.
for source in ("1", "", "print('run')\n", b"\xef\xbb\xbfx = 2"):
    code = compile(source, "", "exec")
    print(repr(code.co_filename), exec(code))
try:
    exec(compile("1 / 0", "", "exec"))
except ZeroDivisionError as e:
    print(e, repr(e.__traceback__.tb_next.tb_frame.f_code.co_filename))
for flags in (0, 255, 1 << 30, "x"):
    try:
        print(type(compile("1", "", "eval", flags)).__name__)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
