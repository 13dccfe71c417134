/*
 * image_owner.c: the object behind Code.image: a heap block with an image in it, given back when
 * the last code object that reads from it is gone. Python code never sees it.
 */
#include "memory/memory.h"
#include "program/image.h"

typedef struct {
    Object head;
    uint8_t *block;
    size_t size;
} ImageOwner;

static void image_owner_destroy(Object *self)
{
    ImageOwner *owner = (ImageOwner *)self;
    mem_free(owner->block, owner->size);
    object_free(self, 0);
}

static Type image_owner_type = {
    .head = { 1, &type_type },
    .name = "image",
    .basic_size = sizeof(ImageOwner),
    .destroy = image_owner_destroy,
};

Object *image_owner_new(uint8_t *block, size_t size)
{
    ImageOwner *owner = object_new(&image_owner_type, 0);
    if (!owner) {
        mem_free(block, size);
        return NULL;
    }
    owner->block = block;
    owner->size = size;
    return &owner->head;
}
