import helpers.circle_d
VALUE = 1
