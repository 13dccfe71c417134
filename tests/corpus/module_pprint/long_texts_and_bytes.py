from pprint import pprint

pprint("the quick brown fox jumps over the lazy dog " * 4)
pprint(["the quick brown fox\njumps over\n" * 4], width=30)
pprint({"key": "several words that do not fit " * 3}, width=40)
pprint(b"abcdefgh" * 20)
pprint([bytearray(b"abcdefgh" * 20)])
