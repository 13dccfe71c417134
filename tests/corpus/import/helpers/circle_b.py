from helpers.circle_a import A
B = 2
