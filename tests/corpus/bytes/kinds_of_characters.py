for kind in (bytes, bytearray):
    b = kind(b"Hello, World! \xff 12\tx\n")
    for s in (b"abc", b"ABC", b"Abc Def", b"12", b" \t", b"", b"a1", b"\xff", b"a_b"):
        s = kind(s); print(s.isalnum(), s.isalpha(), s.isascii(), s.isdigit(), s.islower(), s.isspace(), s.istitle(), s.isupper(), end=" ")
    print()
