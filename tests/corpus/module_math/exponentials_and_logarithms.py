import math
for x in (0.5, 1, 2, 3.7, 10, 100, 1e-5, 123456.789):
    print(math.exp(x / 10), math.log(x), math.log2(x), math.log10(x))
print(math.log(8, 2), math.log(10 ** 400), math.log2(2 ** 2000), math.log10(1000), math.log10(50))
print(math.exp(-745), math.exp(-800), math.exp(709), math.log(5e-324))
