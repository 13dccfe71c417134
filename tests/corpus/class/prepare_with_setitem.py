class D(dict):
    def __setitem__(s,k,v):
        print("set",k); dict.__setitem__(s,k,v)
class M(type):
    @classmethod
    def __prepare__(m,n,b): return D()
class A(metaclass=M):
    x=1
    def f(self): pass
