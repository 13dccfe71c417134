print(hex(255), hex(-255), oct(8), bin(5), bin(-5), chr(65), ord("a"), chr(8364), ord("€"))
