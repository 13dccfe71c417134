print(repr("plain"), repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("tab\tnl\n"))
print(repr("\x00\x1f\x7f\\"), repr("é€"), [("a", "b'c")])
