import random
random.seed(3)
cards = list(range(30))
random.shuffle(cards)
print(cards)
print(random.choice("abcdef"), random.sample(range(1000), 8), random.sample("abcdefgh", 4))
print(random.choices("abc", k=6), random.choices("abc", [1, 2, 7], k=6))
