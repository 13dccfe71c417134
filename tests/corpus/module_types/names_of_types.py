import types

for name in ("FunctionType LambdaType CodeType MappingProxyType CellType GeneratorType MethodType "
             "BuiltinFunctionType BuiltinMethodType WrapperDescriptorType MethodWrapperType "
             "MethodDescriptorType GetSetDescriptorType MemberDescriptorType NoneType EllipsisType "
             "NotImplementedType ModuleType TracebackType FrameType").split():
    print(name, getattr(types, name))
print(isinstance(print, types.BuiltinFunctionType), isinstance(lambda: 0, types.FunctionType))
n = types.SimpleNamespace(a=1, b="x")
n.c = [n]
print(n.a, n.b, types.SimpleNamespace(a=1) == types.SimpleNamespace(a=1), n == 3)
del n.c
print(n, types.SimpleNamespace, vars(n), types.SimpleNamespace())


class Sub(types.SimpleNamespace):
    pass


print(Sub(x=1))
