/*
 * lexer.c: from source text to tokens (token.h), by the rules of "Lexical analysis" in Python's
 * reference and with the messages of CPython 3.11's tokenizer. The whole text becomes tokens before
 * the parser starts, so that the parser can look ahead as far as it likes.
 */
#include <string.h>
#include "compiler/identifier_characters.h"
#include "compiler/token.h"
#include "objects/unicode.h"
#include "vm/errors.h"

enum { TAB_SIZE = 8 };

typedef struct {
    Arena *arena;
    TokenList *tokens;
    const char *text;
    uint32_t position, end;     /* offsets in the text */
    uint32_t line;              /* of position */
    uint32_t line_start;        /* where that line begins; columns count from here */
    uint32_t column_base;       /* column of line_start: not 0 in an f-string's expression */
    struct { char character; Span span; } brackets[BRACKETS_MOST];
    uint32_t depth, base_depth;
    uint32_t indents[INDENTS_MOST], tab_indents[INDENTS_MOST]; /* widths: tabs to 8, tabs as 1 */
    uint32_t indent;
    bool line_is_empty;         /* no token on this logical line so far */
    bool interactive, failed, no_memory;
    uint32_t comment, comment_line; /* where the last one begins */
} Lexer;

/* ---- places, tokens, problems ---------------------------------------------------------------- */

static int peek_at(const Lexer *l, uint32_t offset)
{
    return offset < l->end ? (uint8_t)l->text[offset] : -1;
}
static int peek(const Lexer *l) { return peek_at(l, l->position); }

static uint32_t column_of(const Lexer *l, uint32_t offset)
{
    return l->column_base + (offset - l->line_start);
}

static void new_line(Lexer *l, uint32_t start)
{
    l->line++;
    l->line_start = start;
    l->column_base = 0;
}

static void add_token(Lexer *l, TokenKind kind, uint32_t start, Span span)
{
    TokenList *list = l->tokens;
    if (!arena_grow(l->arena, (void **)&list->items, list->count, &list->capacity,
                    sizeof(Token))) {
        l->failed = l->no_memory = true;
        return;
    }
    list->items[list->count++] = (Token){ .kind = (uint8_t)kind, .depth = (uint8_t)l->depth,
                                          .start = start, .end = l->position, .span = span };
}

/* A token on one line that ends at the position. */
static void add_simple(Lexer *l, TokenKind kind, uint32_t start)
{
    add_token(l, kind, start, (Span){ l->line, l->line, column_of(l, start),
                                      column_of(l, l->position) });
}

static Span place(const Lexer *l, uint32_t offset)
{
    uint32_t column = column_of(l, offset);
    return (Span){ l->line, l->line, column, column };
}

/* The character before offset: where CPython's tokenizer sees itself after reading up to there. */
static Span place_before(const Lexer *l, uint32_t offset)
{
    if (offset > l->line_start)
        offset--;
    while (offset > l->line_start && ((uint8_t)l->text[offset] & 0xC0) == 0x80)
        offset--;
    return place(l, offset);
}

#define FAIL(l, type, span, ...) do { \
        if (!(l)->failed) \
            report(&(l)->tokens->problem, type, span, __VA_ARGS__); \
        (l)->failed = true; \
    } while (0)
/* What CPython's tokenizer complains of itself: it shows the line without its end. */
#define FAIL_SYNTAX(l, span, ...) do { \
        FAIL(l, &syntax_error_type, span, __VA_ARGS__); \
        (l)->tokens->problem.without_line_end = true; \
    } while (0)
/* A place in the line whose end is given as column 0. */
static Span without_end(Span span)
{
    span.end_column = 0;
    return span;
}

/* ---- characters ------------------------------------------------------------------------------ */

static bool is_digit(int c) { return c >= '0' && c <= '9'; }
static bool is_hex_digit(int c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
static bool is_name_start(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
}
static bool is_name_character(int c) { return is_name_start(c) || is_digit(c); }

/* The text is valid UTF-8 (compile_source has looked). */
static uint32_t decode_character(const char *text, uint32_t *length)
{
    const uint8_t *t = (const uint8_t *)text;
    if (t[0] < 0x80)
        return *length = 1, t[0];
    if (t[0] < 0xE0)
        return *length = 2, (t[0] & 0x1Fu) << 6 | (t[1] & 0x3Fu);
    if (t[0] < 0xF0)
        return *length = 3, (t[0] & 0x0Fu) << 12 | (t[1] & 0x3Fu) << 6 | (t[2] & 0x3Fu);
    return *length = 4, (t[0] & 0x07u) << 18 | (t[1] & 0x3Fu) << 12 | (t[2] & 0x3Fu) << 6 |
                        (t[3] & 0x3Fu);
}

/* Separators, controls and the like: what str.isprintable() denies of the common ones. */
static bool is_printable(uint32_t c)
{
    return !(c < 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD || (c >= 0x2000 && c <= 0x200F) ||
             (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0x3000 ||
             (c >= 0xE000 && c <= 0xF8FF) || c == 0xFEFF);
}

/* A character of names that identifier_characters.c leaves out is told from one that none may have. */
static void fail_character(Lexer *l, uint32_t offset, int place_in_name)
{
    uint32_t length, c = decode_character(l->text + offset, &length);
    char digits[8], character[5] = "";
    int n = 0;
    for (int shift = c > 0xFFFFF ? 20 : c > 0xFFFF ? 16 : 12; shift >= 0; shift -= 4)
        digits[n++] = "0123456789ABCDEF"[c >> shift & 15];
    digits[n] = '\0';
    memcpy(character, l->text + offset, length);
    if (unicode_is(c, place_in_name))
        FAIL_SYNTAX(l, place(l, offset), "this Python does not support '%s' (U+%s) in names, which "
                    "Unicode's NFKC would change", character, digits);
    else if (is_printable(c))
        FAIL_SYNTAX(l, place(l, offset), "invalid character '%s' (U+%s)", character, digits);
    else
        FAIL_SYNTAX(l, place(l, offset), "invalid non-printable character U+%s", digits);
}

/* ---- names and keywords ---------------------------------------------------------------------- */

static const struct { const char *text; uint8_t kind; } keywords[] = {
#define X(name, text) { text, KEYWORD_##name },
    KEYWORD_TOKENS(X)
#undef X
};

static TokenKind name_kind(const char *text, uint32_t length)
{
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
        if (keywords[i].text[0] == text[0] && strlen(keywords[i].text) == length &&
            memcmp(keywords[i].text, text, length) == 0)
            return keywords[i].kind;
    return TOKEN_NAME;
}

static void lex_name(Lexer *l)
{
    uint32_t start = l->position;
    bool ascii = true;
    while (is_name_character(peek(l))) {
        ascii &= peek(l) < 0x80;
        l->position++;
    }
    for (uint32_t at = start, length; !ascii && at < l->position; at += length) {
        uint32_t c = decode_character(l->text + at, &length);
        if (c >= 0x80 && !(at == start ? is_identifier_start(c) : is_identifier_continue(c))) {
            fail_character(l, at, at == start ? CHAR_IDENTIFIER_START : CHAR_IDENTIFIER_CONTINUE);
            return;
        }
    }
    add_simple(l, name_kind(l->text + start, l->position - start), start);
}

/* ---- numbers --------------------------------------------------------------------------------- */

/* After a number a keyword may follow directly (`1if x else y`), no other name. */
static bool check_number_end(Lexer *l, const char *kind)
{
    static const char *const allowed[] = { "and", "else", "for", "if", "in", "is", "not", "or" };
    if (!is_name_character(peek(l)))
        return true;
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) {
        size_t length = strlen(allowed[i]);
        if (l->end - l->position >= length &&
            memcmp(l->text + l->position, allowed[i], length) == 0)
            return true;
    }
    FAIL_SYNTAX(l, place_before(l, l->position), "invalid %s literal", kind);
    return false;
}

static bool is_digit_of(int c, int base)
{
    return base == 16 ? is_hex_digit(c) : c >= '0' && c < '0' + base;
}

/* Digits with single underscores between them. */
static bool lex_digits(Lexer *l, int base, const char *kind)
{
    for (;;) {
        while (is_digit_of(peek(l), base))
            l->position++;
        if (peek(l) != '_')
            return true;
        l->position++;
        if (!is_digit_of(peek(l), base)) {
            if (is_digit(peek(l)))
                return true; /* the caller names the digit */
            FAIL_SYNTAX(l, place_before(l, l->position), "invalid %s literal", kind);
            return false;
        }
    }
}

static void lex_prefixed_number(Lexer *l, int base, const char *kind)
{
    uint32_t start = l->position;
    l->position += 2;
    if (peek(l) == '_')
        l->position++;
    if (!is_digit_of(peek(l), base) && !is_digit(peek(l))) {
        FAIL_SYNTAX(l, place_before(l, l->position), "invalid %s literal", kind);
        return;
    }
    if (!lex_digits(l, base, kind))
        return;
    if (is_digit(peek(l))) {
        FAIL_SYNTAX(l, place(l, l->position), "invalid digit '%c' in %s literal", peek(l), kind);
        return;
    }
    if (check_number_end(l, kind))
        add_simple(l, TOKEN_NUMBER, start);
}

/* An exponent, if one is there: `1e` alone is the number 1 before a name. */
static bool lex_exponent(Lexer *l)
{
    uint32_t at = l->position + 1;
    if ((peek(l) | 0x20) != 'e')
        return true;
    if (peek_at(l, at) == '+' || peek_at(l, at) == '-') {
        at++;
        if (!is_digit(peek_at(l, at))) {
            FAIL_SYNTAX(l, place_before(l, at), "invalid decimal literal");
            return false;
        }
    } else if (!is_digit(peek_at(l, at))) {
        return true;
    }
    l->position = at;
    return lex_digits(l, 10, "decimal");
}

static void lex_number(Lexer *l)
{
    uint32_t start = l->position;
    int prefix = peek(l) == '0' ? peek_at(l, start + 1) | 0x20 : 0;
    if (prefix == 'x' || prefix == 'o' || prefix == 'b') {
        lex_prefixed_number(l, prefix == 'x' ? 16 : prefix == 'o' ? 8 : 2,
                            prefix == 'x' ? "hexadecimal" : prefix == 'o' ? "octal" : "binary");
        return;
    }
    if (!lex_digits(l, 10, "decimal"))
        return;
    uint32_t digits_end = l->position;
    bool is_int = true;
    if (peek(l) == '.') {
        l->position++;
        is_int = false;
        if (is_digit(peek(l)) && !lex_digits(l, 10, "decimal"))
            return;
    }
    uint32_t mantissa_end = l->position;
    if (!lex_exponent(l))
        return;
    is_int &= l->position == mantissa_end;
    bool imaginary = (peek(l) | 0x20) == 'j';
    if (is_int && !imaginary && l->text[start] == '0') {
        uint32_t nonzero = start;
        while (nonzero < digits_end && (l->text[nonzero] == '0' || l->text[nonzero] == '_'))
            nonzero++;
        if (nonzero < digits_end) {
            Span span = { l->line, l->line, column_of(l, start), column_of(l, nonzero) };
            FAIL_SYNTAX(l, span, "leading zeros in decimal integer literals are not permitted; "
                        "use an 0o prefix for octal integers");
            return;
        }
    }
    l->position += imaginary;
    if (check_number_end(l, imaginary ? "imaginary" : "decimal"))
        add_simple(l, TOKEN_NUMBER, start);
}

/* ---- strings --------------------------------------------------------------------------------- */

/* The length of a string literal's prefix at the position, or -1 when it is none. */
static int string_prefix_length(const Lexer *l)
{
    bool seen_b = false, seen_u = false, seen_r = false, seen_f = false;
    for (int length = 0;; length++) {
        int c = peek_at(l, l->position + (uint32_t)length);
        if (c == '\'' || c == '"')
            return length;
        int letter = c | 0x20;
        if (letter == 'b' && !(seen_b || seen_u || seen_f))
            seen_b = true;
        else if (letter == 'u' && !(seen_b || seen_u || seen_r || seen_f))
            seen_u = true;
        else if (letter == 'r' && !(seen_r || seen_u))
            seen_r = true;
        else if (letter == 'f' && !(seen_f || seen_b || seen_u))
            seen_f = true;
        else
            return -1;
    }
}

/* The string never ends: CPython's tokenizer has read up to the end of the line or the file. */
static void fail_string(Lexer *l, Span start, bool triple)
{
    bool after_last_line = l->position == l->line_start && l->line > start.line;
    uint32_t last = l->line - after_last_line;
    if (peek(l) < 0) /* triple, or the last line ends in a backslash */
        l->tokens->incomplete = true;
    if (triple) {
        FAIL_SYNTAX(l, start, "unterminated triple-quoted string literal (detected at line %d)",
                    last);
    } else {
        FAIL_SYNTAX(l, start, "unterminated string literal (detected at line %d)", last);
    }
}

static void lex_string(Lexer *l, int prefix_length)
{
    uint32_t start = l->position;
    Span span = place(l, start);
    l->position += (uint32_t)prefix_length;
    int quote = peek(l);
    bool triple = peek_at(l, l->position + 1) == quote && peek_at(l, l->position + 2) == quote;
    l->position += triple ? 3 : 1;
    for (;;) {
        int c = peek(l);
        if (c < 0 || (c == '\n' && !triple)) {
            fail_string(l, span, triple);
            return;
        }
        l->position++;
        if (c == '\\' && peek(l) >= 0)
            c = (uint8_t)l->text[l->position++] == '\n' ? '\n' : 0;
        if (c == '\n')
            new_line(l, l->position);
        else if (c == quote && !triple)
            break;
        else if (c == quote && peek(l) == quote && peek_at(l, l->position + 1) == quote) {
            l->position += 2;
            break;
        }
    }
    span.end_line = l->line;
    span.end_column = column_of(l, l->position);
    add_token(l, TOKEN_STRING, start, span);
}

/* ---- operators and brackets ------------------------------------------------------------------ */

static const struct { const char *text; uint8_t kind; } operators[] = {
#define X(name, text) { text, TOKEN_##name },
    OPERATOR_TOKENS(X)
#undef X
};

static void open_bracket(Lexer *l, char character)
{
    if (l->depth == BRACKETS_MOST) {
        FAIL_SYNTAX(l, place_before(l, l->position), "too many nested parentheses");
        return;
    }
    l->brackets[l->depth].character = character;
    l->brackets[l->depth].span = place(l, l->position - 1);
    l->depth++;
}

static void close_bracket(Lexer *l, char character)
{
    Span span = place_before(l, l->position);
    if (l->depth == l->base_depth) {
        FAIL_SYNTAX(l, span, "unmatched '%c'", character);
        return;
    }
    l->depth--;
    char opening = l->brackets[l->depth].character;
    uint32_t line = l->brackets[l->depth].span.line;
    if (character == (opening == '(' ? ')' : opening == '[' ? ']' : '}'))
        return;
    if (line != l->line)
        FAIL_SYNTAX(l, span, "closing parenthesis '%c' does not match opening parenthesis '%c' "
                    "on line %d", character, opening, line);
    else
        FAIL_SYNTAX(l, span, "closing parenthesis '%c' does not match opening parenthesis '%c'",
                    character, opening);
}

static void lex_operator(Lexer *l)
{
    uint32_t start = l->position;
    if (peek(l) == '<' && peek_at(l, start + 1) == '>') { /* was != in Python 2 */
        l->position += 2;
        add_simple(l, TOKEN_WRONG, start);
        return;
    }
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        size_t length = strlen(operators[i].text);
        if (length > l->end - start || memcmp(l->text + start, operators[i].text, length) != 0)
            continue;
        l->position += (uint32_t)length;
        switch (operators[i].kind) {
        case TOKEN_LEFT_PAREN: case TOKEN_LEFT_BRACKET: case TOKEN_LEFT_BRACE:
            open_bracket(l, l->text[start]);
            break;
        case TOKEN_RIGHT_PAREN: case TOKEN_RIGHT_BRACKET: case TOKEN_RIGHT_BRACE:
            close_bracket(l, l->text[start]);
            break;
        }
        if (!l->failed)
            add_simple(l, operators[i].kind, start);
        return;
    }
    if (memchr("$?!`", l->text[start], 4)) {
        l->position++;
        add_simple(l, TOKEN_WRONG, start);
    } else {
        fail_character(l, start, CHAR_IDENTIFIER_START);
    }
}

/* ---- lines and indentation ------------------------------------------------------------------- */

static void fail_indent(Lexer *l)
{
    const char *newline = memchr(l->text + l->position, '\n', l->end - l->position);
    uint32_t end = newline ? (uint32_t)(newline - l->text) : l->end;
    Span span = place(l, end);
    span.end_column = NO_END;
    FAIL(l, &indentation_error_type, span,
         "unindent does not match any outer indentation level");
}

static void fail_tabs(Lexer *l)
{
    FAIL(l, &tab_error_type, ((Span){ l->line, l->line, 0, 0 }),
         "inconsistent use of tabs and spaces in indentation");
}

/* CPython gives these tokens no columns; its messages count the blanks before the first token. */
static void add_indentation(Lexer *l, TokenKind kind)
{
    uint32_t column = column_of(l, l->position);
    bool at_empty_line = l->interactive && peek(l) == '\n'; /* no caret there */
    add_token(l, kind, l->position, (Span){ l->line, l->line, at_empty_line ? NO_END
                                            : column ? column - 1 : 0, NO_END });
}

/* Compares a line's indentation with the blocks that are open. Widths are measured twice, with
 * tabs to the next multiple of 8 and with tabs as one column: when the two disagree, the meaning
 * would depend on the width of a tab. */
static void apply_indentation(Lexer *l, uint32_t width, uint32_t tab_width)
{
    if (width == l->indents[l->indent]) {
        if (tab_width != l->tab_indents[l->indent])
            fail_tabs(l);
        return;
    }
    if (width > l->indents[l->indent]) {
        if (l->indent + 1 == INDENTS_MOST) {
            FAIL(l, &indentation_error_type, ((Span){ l->line, l->line, 0, 0 }),
                 "too many levels of indentation");
        } else if (tab_width <= l->tab_indents[l->indent]) {
            fail_tabs(l);
        } else {
            l->indent++;
            l->indents[l->indent] = width;
            l->tab_indents[l->indent] = tab_width;
            add_indentation(l, TOKEN_INDENT);
        }
        return;
    }
    uint32_t outer = l->indent;
    while (outer > 0 && width < l->indents[outer])
        outer--;
    if (width != l->indents[outer]) {
        fail_indent(l);
        return;
    }
    for (; l->indent > outer && !l->failed; l->indent--)
        add_indentation(l, TOKEN_DEDENT);
    if (tab_width != l->tab_indents[l->indent])
        fail_tabs(l);
}

/* At the start of a line: its indentation, unless nothing but a comment stands on it. */
static void lex_line_start(Lexer *l)
{
    uint32_t width = 0, tab_width = 0, before_backslash = 0, line_start = l->position;
    for (;; l->position++) {
        int c = peek(l);
        if (c == ' ')
            width++, tab_width++;
        else if (c == '\t')
            width = (width / TAB_SIZE + 1) * TAB_SIZE, tab_width++;
        else if (c == '\f')
            width = tab_width = 0;
        else if (c == '\\' && peek_at(l, l->position + 1) == '\n'
                 && peek_at(l, l->position + 2) >= 0) {
            if (before_backslash == 0)
                before_backslash = width;
            new_line(l, ++l->position + 1); /* the indentation goes on on the next line */
        } else {
            break;
        }
    }
    if (before_backslash > 0) /* unless some stands before the backslash: then that is all of it */
        width = tab_width = before_backslash;
    int c = peek(l);
    if (c == '#' || c == '\n' || c < 0) {
        if (l->interactive && c == '\n' && l->position == line_start)
            apply_indentation(l, 0, 0); /* an empty line ends the block */
        return;
    }
    apply_indentation(l, width, tab_width);
}

/* The end of a line; in CPython the comment before it belongs to it. */
static void add_newline(Lexer *l, uint32_t at)
{
    Span span = place(l, at);
    if (l->comment_line == l->line)
        span.column = column_of(l, l->comment);
    add_token(l, TOKEN_NEWLINE, at, span);
}

static void lex_comment(Lexer *l)
{
    l->comment = l->position;
    l->comment_line = l->line;
    while (peek(l) >= 0 && peek(l) != '\n')
        l->position++;
}

static void lex_newline(Lexer *l)
{
    uint32_t at = l->position++;
    if (l->depth == 0 && !l->line_is_empty)
        add_newline(l, at);
    new_line(l, l->position);
    if (l->depth == 0) {
        l->line_is_empty = true;
        lex_line_start(l);
    }
}

static void lex_line_continuation(Lexer *l)
{
    l->position++;
    int c = peek(l);
    if (c < 0 || (c == '\n' && peek_at(l, l->position + 1) < 0)) {
        l->tokens->incomplete = true;
        Span span = place(l, l->position);
        span.end_column = NO_END;
        FAIL(l, &syntax_error_type, span, "unexpected EOF while parsing");
    } else if (c != '\n') {
        l->tokens->wait = true;
        FAIL(l, &syntax_error_type, without_end(place(l, l->position)),
             "unexpected character after line continuation character");
    } else {
        new_line(l, ++l->position);
    }
}

static void lex_token(Lexer *l)
{
    int c = peek(l);
    int prefix_length = string_prefix_length(l);
    l->line_is_empty = false;
    if (prefix_length >= 0)
        lex_string(l, prefix_length);
    else if (is_name_start(c))
        lex_name(l);
    else if (is_digit(c) || (c == '.' && is_digit(peek_at(l, l->position + 1))))
        lex_number(l);
    else
        lex_operator(l);
}

static void lex(Lexer *l)
{
    while (!l->failed) {
        int c = peek(l);
        if (c < 0)
            return;
        if (c == ' ' || c == '\t' || c == '\f')
            l->position++;
        else if (c == '#')
            lex_comment(l);
        else if (c == '\n')
            lex_newline(l);
        else if (c == '\\')
            lex_line_continuation(l);
        else
            lex_token(l);
    }
}

/* ---- the end --------------------------------------------------------------------------------- */

static void lex_end(Lexer *l)
{
    l->tokens->last_line = l->line - (l->position == l->line_start && l->line > 1);
    if (l->tokens->problem.type != &syntax_error_type)
        l->tokens->wait = true;
    if (l->failed || l->depth > l->base_depth) {
        if (l->depth > l->base_depth) {
            l->tokens->bracket = without_end(l->brackets[l->depth - 1].span);
            l->tokens->bracket_character = l->brackets[l->depth - 1].character;
            l->tokens->unclosed = !l->failed;
            l->tokens->incomplete |= !l->failed;
        }
        add_simple(l, TOKEN_ERROR, l->position);
        return;
    }
    if (!l->line_is_empty && l->base_depth == 0)
        add_newline(l, l->position);
    if (l->interactive && l->indent > 0) {
        l->tokens->incomplete = true;
        add_simple(l, TOKEN_ERROR, l->position);
        return;
    }
    /* A mistake at the very end is shown on the last line there is, without a caret; but at the
     * prompt with one, before the empty line. */
    uint32_t last = l->position == l->line_start && l->line > 1 ? l->line - 1 : l->line;
    uint32_t column = l->interactive ? 0 : NO_END;
    Span end = { last, last, column, column };
    for (; l->indent > 0; l->indent--)
        add_token(l, TOKEN_DEDENT, l->position, end);
    add_token(l, TOKEN_END, l->position, end);
}

bool tokenize(Arena *arena, const Diagnostics *d, bool interactive, TokenList *tokens)
{
    *tokens = (TokenList){ 0 };
    Lexer *l = arena_alloc(arena, sizeof *l);
    if (!l)
        return false;
    *l = (Lexer){ .arena = arena, .tokens = tokens, .text = d->text, .end = (uint32_t)d->size,
                  .line = 1, .line_is_empty = true, .interactive = interactive };
    lex_line_start(l);
    lex(l);
    lex_end(l);
    return !l->no_memory;
}

bool tokenize_expression(Arena *arena, const Diagnostics *d, uint32_t start, uint32_t end,
                         uint32_t line, uint32_t column, TokenList *tokens)
{
    *tokens = (TokenList){ 0 };
    Lexer *l = arena_alloc(arena, sizeof *l);
    if (!l)
        return false;
    *l = (Lexer){ .arena = arena, .tokens = tokens, .text = d->text, .position = start,
                  .end = end, .line = line, .line_start = start, .column_base = column,
                  .depth = 1, .base_depth = 1 };
    l->brackets[0].character = '(';
    lex(l);
    lex_end(l);
    return !l->no_memory;
}

const char *token_spelling(TokenKind kind)
{
    static const char *const spellings[TOKEN_KINDS] = {
#define X(name, text) [TOKEN_##name] = text,
        OPERATOR_TOKENS(X)
#undef X
#define X(name, text) [KEYWORD_##name] = text,
        KEYWORD_TOKENS(X)
#undef X
    };
    return spellings[kind] ? spellings[kind] : "";
}
