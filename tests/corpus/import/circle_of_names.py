import helpers.circle_a
