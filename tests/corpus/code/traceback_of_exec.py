exec("def f():\n    return 1 / 0\n\n\nf()")
