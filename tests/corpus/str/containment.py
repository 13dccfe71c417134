print("ell" in "hello", "" in "x", "x" in "hello", "lo" not in "hello")
