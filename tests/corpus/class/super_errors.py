def f(): super()
class A:
    def g(): super()
    def h(self):
        del self
        super()
for call in (f, A.g, A().h):
    try:
        call()
    except RuntimeError as e:
        print(e)
