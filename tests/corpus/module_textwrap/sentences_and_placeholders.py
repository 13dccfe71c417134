# Two spaces behind a sentence; a placeholder that is wider than the lines is refused.
import textwrap

text = "One sentence ends. Another one begins! \"Quoted.\" And Dr. Who? yes. no"
wrapper = textwrap.TextWrapper(width=30, fix_sentence_endings=True)
for line in wrapper.wrap(text):
    print(repr(line))
wrapper.fix_sentence_endings = False
print(wrapper.wrap(text))
for arguments in ({"width": 4, "placeholder": "......"}, {"width": 6, "placeholder": " ....."},
                  {"width": 0}):
    try:
        print(textwrap.shorten(text, **arguments))
    except ValueError as error:
        print(error)
