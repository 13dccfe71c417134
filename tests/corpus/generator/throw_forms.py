def plain():
    yield 1


for arguments in [(ValueError, "a"), (ValueError("b"),), (ValueError, (1, 2)), (ValueError, None),
                  (ValueError, ValueError("c"), None), (ValueError("x"), "y"), (1,), (int,),
                  ("text",), (ValueError, "a", 3), ()]:
    generator = plain()
    next(generator)
    try:
        generator.throw(*arguments)
    except BaseException as problem:
        print(type(problem).__name__, problem, problem.args)
