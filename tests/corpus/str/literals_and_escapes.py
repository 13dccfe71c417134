print('single', "double", 'it''s', "a\tb", "a\\b", 'a\'b', "a\"b", "\x41\u0042\101")
print("""three
lines
here""")
print(r"raw \n stays", "adjacent " "strings " 'join')
