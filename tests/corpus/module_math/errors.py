import math
for text in ("sqrt(-1)", "log(0)", "log(-5)", "exp(1000)", "acos(2)", "pow(0, -1)", "pow(-8, 1 / 3)",
             "pow(10, 400)", "factorial(-1)", "factorial(1.5)", "comb(-1, 2)", "isqrt(-1)", "gcd(1.5)",
             "floor(nan)", "floor(inf)", "fmod(1, 0)", "sin(inf)", "sqrt('a')", "floor('a')",
             "trunc('a')", "ldexp(1.0, 5000)", "prod(5)", "dist((1,), (1, 2))", "sqrt(10 ** 400)",
             "isclose(1, 2, rel_tol=-1)", "fsum([1, 'a'])", "cosh(1000)"):
    try:
        print(text, eval("math." + text))
    except (TypeError, ValueError, OverflowError) as error:
        print(text, type(error).__name__, error)
