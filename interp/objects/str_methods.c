/*
 * str_methods.c: the table of str's methods, and those that search.
 */
#include "objects/str_methods.h"

#include "objects/arguments.h"
#include "objects/codecs.h"
#include "objects/format.h"
#include "objects/iterators.h"
#include "vm/errors.h"

/* ---- searching ------------------------------------------------------------------------------ */

/* clip_range, but a start beyond the end finds nothing, not even the empty text. */
static int clip_search(Object **args, int count, intptr_t length, intptr_t *start, intptr_t *end)
{
    if (clip_range(args, count, length, true, start, end) < 0)
        return -1;
    if (count > 0 && IS_INT(args[0]) && object_as_index(args[0]) > length)
        *end = *start - 1;
    return 0;
}

/* Reads (sub, start, end); the index found, -1: none, -2: error. */
static intptr_t find(Object *self, Object **args, int positional, bool backward)
{
    enum { FAILED = -2 };
    Str *s = (Str *)self;
    intptr_t start = 0, end = s->length;
    if (clip_search(args + 1, positional - 1, s->length, &start, &end) < 0)
        return FAILED;
    if (!IS_STR(args[0])) {
        raise(&type_error_type, "must be str, not %T", args[0]);
        return FAILED;
    }
    return str_search(s, (Str *)args[0], start, end, backward);
}

static STR_METHOD(find_method)
{
    (void)kwnames;
    intptr_t found = find(self, args, positional, false);
    return found < -1 ? NULL : int_from(found);
}

static STR_METHOD(rfind_method)
{
    (void)kwnames;
    intptr_t found = find(self, args, positional, true);
    return found < -1 ? NULL : int_from(found);
}

static STR_METHOD(index_method)
{
    (void)kwnames;
    intptr_t found = find(self, args, positional, false);
    if (found == -1)
        return raise(&value_error_type, "substring not found");
    return found < 0 ? NULL : int_from(found);
}

static STR_METHOD(rindex_method)
{
    (void)kwnames;
    intptr_t found = find(self, args, positional, true);
    if (found == -1)
        return raise(&value_error_type, "substring not found");
    return found < 0 ? NULL : int_from(found);
}

static STR_METHOD(count_method)
{
    (void)kwnames;
    Str *s = (Str *)self, *needle = (Str *)args[0];
    intptr_t start = 0, end = s->length, count = 0, found;
    if (clip_search(args + 1, positional - 1, s->length, &start, &end) < 0)
        return NULL;
    if (!IS_STR(args[0]))
        return raise(&type_error_type, "must be str, not %T", args[0]);
    if (needle->length == 0)
        return int_from(end < start ? 0 : end - start + 1);
    while ((found = str_search(s, needle, start, end, false)) >= 0) {
        count++;
        start = found + needle->length;
    }
    return int_from(count);
}

/* Whether [start, end) of s begins (or ends) with one text. */
static bool affix_matches(Str *s, Str *affix, intptr_t start, intptr_t end, bool at_end)
{
    intptr_t length = affix->length;
    if (end - start < length)
        return false;
    return str_matches_at(s, (size_t)(at_end ? end - length : start), affix);
}

static Object *match_affix(const char *name, Object *self, Object **args, int positional,
                           bool at_end)
{
    Str *s = (Str *)self;
    intptr_t start = 0, end = s->length;
    if (clip_search(args + 1, positional - 1, s->length, &start, &end) < 0)
        return NULL;
    if (IS_STR(args[0]))
        return bool_from(affix_matches(s, (Str *)args[0], start, end, at_end));
    if (!IS_TUPLE(args[0]))
        return raise(&type_error_type, "%s first arg must be str or a tuple of str, not %T", name,
                     args[0]);
    Tuple *choices = (Tuple *)args[0];
    for (intptr_t i = 0; i < choices->size; i++) {
        if (!IS_STR(choices->items[i]))
            return raise(&type_error_type, "tuple for %s must only contain str, not %T", name,
                         choices->items[i]);
        if (affix_matches(s, (Str *)choices->items[i], start, end, at_end))
            return incref(TRUE);
    }
    return incref(FALSE);
}

static STR_METHOD(startswith_method)
{
    return (void)kwnames, match_affix("startswith", self, args, positional, false);
}

static STR_METHOD(endswith_method)
{
    return (void)kwnames, match_affix("endswith", self, args, positional, true);
}

/* ---- formatting, encoding ------------------------------------------------------------------- */

static STR_METHOD(format_method)
{
    return format_template(self, args, positional, kwnames, NULL);
}

static STR_METHOD(format_map_method)
{
    (void)positional, (void)kwnames;
    return format_template(self, NULL, 0, NULL, args[0]);
}

static STR_METHOD(encode_method)
{
    static const char *const names[] = { "encoding", "errors", NULL };
    Object *values[2];
    if (parse_arguments("encode", args, positional, kwnames, names, values) < 0
        || check_optional_str("encode", "encoding", values[0]) < 0
        || check_optional_str("encode", "errors", values[1]) < 0)
        return NULL;
    return str_encode(self, values[0], values[1]);
}

const MethodDef str_methods[] = {
    { "capitalize", str_capitalize, 0, 0, 0, "Return a capitalized version of the string." },
    { "casefold", str_casefold, 0, 0, 0, "Return a version suitable for caseless comparisons." },
    { "center", str_center, 1, 2, 0, "Return a centered string of length width." },
    { "count", count_method, 1, 3, METHOD_TUPLE, "S.count(sub[, start[, end]]) -> int" },
    { "encode", encode_method, 0, -1, METHOD_KEYWORDS, "Encode the string (UTF-8)." },
    { "endswith", endswith_method, 1, 3, METHOD_TUPLE, "S.endswith(suffix[, start[, end]]) -> bool" },
    { "expandtabs", str_expandtabs, 0, -1, METHOD_KEYWORDS, "Expand tabs using spaces." },
    { "find", find_method, 1, 3, METHOD_TUPLE, "S.find(sub[, start[, end]]) -> int" },
    { "format", format_method, 0, -1, METHOD_KEYWORDS | METHOD_OWNED,
      "S.format(*args, **kwargs) -> str" },
    { "format_map", format_map_method, 1, 1, 0, "S.format_map(mapping) -> str" },
    { "index", index_method, 1, 3, METHOD_TUPLE, "S.index(sub[, start[, end]]) -> int" },
    { "isalnum", str_isalnum, 0, 0, 0, "True if all characters are alphanumeric." },
    { "isalpha", str_isalpha, 0, 0, 0, "True if all characters are alphabetic." },
    { "isascii", str_isascii, 0, 0, 0, "True if all characters are ASCII." },
    { "isdecimal", str_isdecimal, 0, 0, 0, "True if all characters are decimal digits." },
    { "isdigit", str_isdigit, 0, 0, 0, "True if all characters are digits." },
    { "isidentifier", str_isidentifier, 0, 0, 0, "True if it is a valid Python identifier." },
    { "islower", str_islower, 0, 0, 0, "True if all cased characters are lower case." },
    { "isnumeric", str_isnumeric, 0, 0, 0, "True if all characters are numeric." },
    { "isprintable", str_isprintable, 0, 0, 0, "True if repr() would show all characters." },
    { "isspace", str_isspace, 0, 0, 0, "True if all characters are white space." },
    { "istitle", str_istitle, 0, 0, 0, "True if the string is title-cased." },
    { "isupper", str_isupper, 0, 0, 0, "True if all cased characters are upper case." },
    { "join", str_join_method, 1, 1, 0, "Concatenate strings with this one between them." },
    { "ljust", str_ljust, 1, 2, 0, "Return a left-justified string of length width." },
    { "lower", str_lower, 0, 0, 0, "Return a copy converted to lower case." },
    { "lstrip", str_lstrip, 0, 1, 0, "Remove leading white space or characters." },
    { "maketrans", str_maketrans, 1, 3, METHOD_STATIC, "A table for str.translate()." },
    { "partition", str_partition, 1, 1, 0, "Split in three at the first separator." },
    { "removeprefix", str_removeprefix, 1, 1, 0, "Remove the prefix if it is there." },
    { "removesuffix", str_removesuffix, 1, 1, 0, "Remove the suffix if it is there." },
    { "replace", str_replace, 2, 3, 0, "Replace all occurrences of old by new." },
    { "rfind", rfind_method, 1, 3, METHOD_TUPLE, "S.rfind(sub[, start[, end]]) -> int" },
    { "rindex", rindex_method, 1, 3, METHOD_TUPLE, "S.rindex(sub[, start[, end]]) -> int" },
    { "rjust", str_rjust, 1, 2, 0, "Return a right-justified string of length width." },
    { "rpartition", str_rpartition, 1, 1, 0, "Split in three at the last separator." },
    { "rsplit", str_rsplit, 0, -1, METHOD_KEYWORDS, "Split at separators, from the end." },
    { "rstrip", str_rstrip, 0, 1, 0, "Remove trailing white space or characters." },
    { "split", str_split, 0, -1, METHOD_KEYWORDS, "Split at separators or white space." },
    { "splitlines", str_splitlines, 0, -1, METHOD_KEYWORDS, "Split at line boundaries." },
    { "startswith", startswith_method, 1, 3, METHOD_TUPLE, "S.startswith(prefix[, start[, end]]) -> bool" },
    { "strip", str_strip, 0, 1, 0, "Remove white space or characters at both ends." },
    { "swapcase", str_swapcase, 0, 0, 0, "Exchange upper and lower case." },
    { "title", str_title, 0, 0, 0, "Capitalize each word." },
    { "translate", str_translate, 1, 1, 0, "Replace each character by what a table says." },
    { "upper", str_upper, 0, 0, 0, "Return a copy converted to upper case." },
    { "zfill", str_zfill, 1, 1, 0, "Pad a numeric string with zeros on the left." },
    { 0 },
};
