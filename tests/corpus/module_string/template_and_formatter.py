from string import Template, Formatter
t = Template("$who likes ${what}s for $$5, $who!")
print(t.substitute(who="tim", what="kung pao"), t.substitute({"who": 1, "what": 2}), t.safe_substitute(who="x"))
for f in (lambda: t.substitute(who="a"), lambda: Template("a $ b").substitute(), lambda: Template("x\n ${a").substitute(a=1)):
    try: f()
    except (KeyError, ValueError) as e: print(type(e).__name__, e)
print(Template("$a $b_c ${d}e $$").get_identifiers(), Template("$").is_valid(), Template("no").is_valid(), Template("$ x").safe_substitute(), t.template)
f = Formatter()
print(f.format("{} {0!r:>5} {a.real} {b[0]} {{x}} {c[k]:{w}}".replace("{} ", "{0} "), 1, a=2, b=[3], c={"k": 4}, w=5), f.format("{} {}", 1, 2), f.vformat("{x}", (), {"x": 1}))
class Default(Formatter):
    def get_value(self, key, args, kwargs):
        return kwargs.get(key, f"<{key}>") if isinstance(key, str) else super().get_value(key, args, kwargs)
print(Default().format("{a} {b}", a=1))
print(list(f.parse("a{b!r:c}d{{e}}")))
for s in ("{", "}", "{a", "{0} {}"):
    try: print(f.format(s, 1, a=2))
    except ValueError as e: print(repr(s), e)
