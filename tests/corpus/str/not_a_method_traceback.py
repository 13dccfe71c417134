"abc".frobnicate()
