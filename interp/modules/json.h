/*
 * json.h: module _json: json_scan.c reads JSON text, json_write.c writes it.
 */
#ifndef JSON_H
#define JSON_H

#include "modules/module.h"

extern Type json_scanner_type;
/* scanstring(text, begin, strict=True) -> (str, place behind its closing quote) */
Object *json_scan_string(Object *self, Object **args, int positional, Object *kwnames);

#endif
