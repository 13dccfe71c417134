class S(str):
    def shout(self): return self.upper() + '!'

s = S('abc')
s.tag = 1
print(s, s.shout(), type(s + 'x'), s == 'abc', {'abc': 1}[s], s.tag, len(s))
