/*
 * str_case.c: str's methods about the kinds of characters: upper, lower and their kin, isalpha
 * and its kin.
 */
#include "objects/str.h"
#include "objects/str_methods.h"
#include "objects/unicode.h"

#include "vm/errors.h"

/* ---- changing case -------------------------------------------------------------------------- */

enum { CAPITAL_SIGMA = 0x3A3, SMALL_SIGMA = 0x3C3, FINAL_SIGMA = 0x3C2 };

/* At the end of a word the Greek sigma has another small form (Unicode, section 3.13). */
static bool is_final_sigma(const Str *s, size_t index)
{
    size_t before = index, after = index + 1;
    while (before > 0 && unicode_is(str_at(s, before - 1), CHAR_CASE_IGNORABLE))
        before--;
    if (before == 0 || !unicode_is(str_at(s, before - 1), CHAR_CASED))
        return false;
    while (after < s->length && unicode_is(str_at(s, after), CHAR_CASE_IGNORABLE))
        after++;
    return after == s->length || !unicode_is(str_at(s, after), CHAR_CASED);
}

static int add_mapped(StrBuilder *b, const Str *s, size_t index, CaseMapping mapping)
{
    uint32_t c = str_at(s, index), to[3];
    if (c == CAPITAL_SIGMA && mapping == CASE_LOWER)
        return str_builder_char(b, is_final_sigma(s, index) ? FINAL_SIGMA : SMALL_SIGMA);
    size_t count = unicode_map(c, mapping, to);
    for (size_t i = 0; i < count; i++)
        if (str_builder_char(b, to[i]) < 0)
            return -1;
    return 0;
}

/* Which mapping the next character gets; state is the caller's memory from one to the next. */
typedef CaseMapping (*Chooser)(uint32_t c, bool *state);

static CaseMapping choose_lower(uint32_t c, bool *state)
{
    (void)c, (void)state;
    return CASE_LOWER;
}

static CaseMapping choose_upper(uint32_t c, bool *state)
{
    (void)c, (void)state;
    return CASE_UPPER;
}

static CaseMapping choose_fold(uint32_t c, bool *state)
{
    (void)c, (void)state;
    return CASE_FOLD;
}


static CaseMapping choose_title(uint32_t c, bool *in_word)
{
    CaseMapping mapping = *in_word ? CASE_LOWER : CASE_TITLE;
    *in_word = unicode_is(c, CHAR_CASED);
    return mapping;
}

static CaseMapping choose_capital(uint32_t c, bool *begun)
{
    (void)c;
    CaseMapping mapping = *begun ? CASE_LOWER : CASE_TITLE;
    *begun = true;
    return mapping;
}

static CaseMapping choose_swapped(uint32_t c, bool *state)
{
    (void)state;
    return unicode_is(c, CHAR_UPPER) ? CASE_LOWER : unicode_is(c, CHAR_LOWER) ? CASE_UPPER
                                                                             : CASE_FOLD;
}

static Object *convert(Object *self, Chooser choose)
{
    Str *s = (Str *)self;
    StrBuilder b;
    str_builder_begin(&b);
    bool state = false;
    int status = 0;
    for (size_t i = 0; i < s->length && status == 0; i++) {
        uint32_t c = str_at(s, i);
        CaseMapping mapping = choose(c, &state);
        if (choose == choose_swapped && mapping == CASE_FOLD) /* neither: stays */
            status = str_builder_char(&b, c);
        else
            status = add_mapped(&b, s, i, mapping);
    }
    if (status == 0)
        return str_builder_finish(&b);
    str_builder_abandon(&b);
    return NULL;
}

#define CONVERSION(name, chooser)                                                                \
    Object *name(Object *self, Object **args, int positional, Object *kwnames)                   \
    {                                                                                            \
        (void)args, (void)positional, (void)kwnames;                                             \
        return convert(self, chooser);                                                           \
    }

CONVERSION(str_lower, choose_lower)
CONVERSION(str_upper, choose_upper)
CONVERSION(str_casefold, choose_fold)
CONVERSION(str_title, choose_title)
CONVERSION(str_capitalize, choose_capital)
CONVERSION(str_swapcase, choose_swapped)

/* ---- predicates ----------------------------------------------------------------------------- */

/* Whether there are characters, and all have one of the flags. */
static bool all_are(Object *self, unsigned flags)
{
    Str *s = (Str *)self;
    for (size_t i = 0; i < s->length; i++)
        if (!unicode_is(str_at(s, i), flags))
            return false;
    return s->length > 0;
}

/* Whether there are cased characters, and all of them have the flag. */
static bool all_cased_are(Object *self, unsigned flag)
{
    Str *s = (Str *)self;
    bool any = false;
    for (size_t i = 0; i < s->length; i++) {
        unsigned flags = unicode_flags(str_at(s, i));
        if ((flags & (CHAR_LOWER | CHAR_UPPER | CHAR_TITLE) & ~flag) != 0)
            return false;
        any |= (flags & flag) != 0;
    }
    return any;
}

#define PREDICATE(name, condition)                                                               \
    Object *name(Object *self, Object **args, int positional, Object *kwnames)                   \
    {                                                                                            \
        (void)args, (void)positional, (void)kwnames;                                             \
        return bool_from(condition);                                                             \
    }

PREDICATE(str_isalpha, all_are(self, CHAR_ALPHA))
PREDICATE(str_isdecimal, all_are(self, CHAR_DECIMAL))
PREDICATE(str_isdigit, all_are(self, CHAR_DIGIT))
PREDICATE(str_isnumeric, all_are(self, CHAR_NUMERIC))
PREDICATE(str_isalnum, all_are(self, CHAR_ALPHA | CHAR_DECIMAL | CHAR_DIGIT | CHAR_NUMERIC))
PREDICATE(str_isspace, all_are(self, CHAR_SPACE))
PREDICATE(str_isprintable, str_length(self) == 0 || all_are(self, CHAR_PRINTABLE))
PREDICATE(str_islower, all_cased_are(self, CHAR_LOWER))
PREDICATE(str_isupper, all_cased_are(self, CHAR_UPPER))
PREDICATE(str_isascii, ((Str *)self)->kind == STR_1 && str_is_ascii((Str *)self))
PREDICATE(str_isidentifier, str_is_identifier((Str *)self))
PREDICATE(str_istitle, str_is_title((Str *)self))

bool str_is_ascii(const Str *s)
{
    enum { ASCII_END = 0x80 };
    for (size_t i = 0; i < s->length; i++)
        if (str_at(s, i) >= ASCII_END)
            return false;
    return true;
}

bool str_is_identifier(const Str *s)
{
    for (size_t i = 0; i < s->length; i++)
        if (!unicode_is(str_at(s, i), i == 0 ? CHAR_IDENTIFIER_START : CHAR_IDENTIFIER_CONTINUE))
            return false;
    return s->length > 0;
}

/* Upper or title case begins each word, lower case goes on. */
bool str_is_title(const Str *s)
{
    bool in_word = false, any = false;
    for (size_t i = 0; i < s->length; i++) {
        unsigned flags = unicode_flags(str_at(s, i));
        bool capital = flags & (CHAR_UPPER | CHAR_TITLE), small = flags & CHAR_LOWER;
        if ((capital && in_word) || (small && !in_word))
            return false;
        in_word = capital || small;
        any |= in_word;
    }
    return any;
}
