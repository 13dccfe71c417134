/*
 * parser_statements.h: what the parser's statement files share.
 */
#ifndef PARSER_STATEMENTS_H
#define PARSER_STATEMENTS_H

#include "compiler/parser.h"

Statement *new_statement(Parser *p, StatementKind kind, Span span);
Statement *parse_simple_statement(Parser *p);       /* parser_statements.c */
bool is_compound_statement(Parser *p);
Statement *parse_compound_statement(Parser *p);     /* parser_compound.c */
Statement *parse_definition(Parser *p);             /* parser_definitions.c: def, class, @ */
Statement *parse_import(Parser *p);                 /* parser_imports.c */
Statement *parse_import_from(Parser *p);
/* A line of simple statements, or one compound statement. */
bool parse_statement_line(Parser *p, Block *block);
/* Where a block should stand that is not there: the next token, or behind the end of the text. */
Span place_of_missing(Parser *p);
/* What stands behind the colon; `after` names the statement in messages. */
bool parse_block(Parser *p, Block *block, const char *after, uint32_t line);
/* The colon itself: "expected ':'" where the line ends without it (or always, when forced). */
bool expect_colon(Parser *p, bool forced);

#endif
