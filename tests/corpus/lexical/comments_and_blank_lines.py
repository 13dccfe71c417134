# a comment first

x = 1  # after code

    # an indented comment
if x:
    # inside

    print("x")  # end
# last
