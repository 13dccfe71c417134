for kind in (bytes, bytearray):
    b = kind(b"Hello, World! \xff 12\tx\n")
    print(kind(b" a  b c ").split(), kind(b" a  b c ").rsplit(None, 1), kind(b"a,b,,c").split(b","), kind(b"a,b,,c").rsplit(b",", 1), kind(b"a,b,,c").split(b",", 1), kind(b"a\nb\r\nc\rd").splitlines(), kind(b"a\nb\r\nc\rd\n").splitlines(True), kind(b"").split(), kind(b"").split(b","), kind(b" x y ").split(None, 0))
