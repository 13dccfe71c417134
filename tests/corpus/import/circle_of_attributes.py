import helpers.circle_c
