# Terrarium: builds the kernel, the interpreter (for the host and for ring 3), the disk image and
# the boot ISO, and runs and tests them. `make help` lists the targets.
#
# What a newcomer should know: sources are found by wildcard, so a new file needs no line here;
# everything made lies under $(BUILD); CROSS names the compiler for the machine.

BUILD   ?= build
CROSS   ?= i686-linux-gnu-
HOSTCC  ?= gcc
NASM    ?= nasm
QEMU    ?= qemu-system-i386
PYTHON3 ?= $(shell test -x /usr/bin/python3 && echo /usr/bin/python3 || echo python3)
CPU     ?= max
MEMORY  ?= 128
ACCEL   ?= tcg
PYTEST_ARGS ?=

MAKEFLAGS += --no-builtin-rules --no-print-directory
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all

# Warnings are errors in CI only: a newer compiler's new warning must not stop a user.
ifeq ($(CI),true)
WERROR := 1
endif
WARNINGS := -Wall -Wextra $(if $(WERROR),-Werror)

# ---- Kernel -------------------------------------------------------------------------------------
# General registers only: the vector state belongs to the process that runs. No PIC, no unwind
# tables: nothing here relocates or throws. Frame pointers are what a panic's backtrace walks.
KERNEL_CFLAGS := -std=gnu17 -O2 -g -ffreestanding -march=i686 -mgeneral-regs-only \
    -fno-pic -fno-pie -fno-stack-protector -fno-asynchronous-unwind-tables -fcf-protection=none \
    -fno-omit-frame-pointer -fno-optimize-sibling-calls -fno-strict-aliasing -fno-common \
    $(WARNINGS) -I.
KERNEL_LDFLAGS := -nostdlib -static -no-pie -Wl,--build-id=none -Wl,-z,noexecstack \
    -Wl,-z,max-page-size=4096 -Wl,--no-warn-rwx-segments

KERNEL_SOURCES := $(sort $(wildcard boot/*.asm boot/*.c kernel/*.c kernel/*/*.asm kernel/*/*.c \
    mm/*.c))
KERNEL_OBJECTS := $(KERNEL_SOURCES:%=$(BUILD)/kernel/%.o)

# This one runs before the processor is known to be an i686: nothing newer than a 386 in it.
$(BUILD)/kernel/boot/check_cpu.c.o: KERNEL_CFLAGS := \
    $(patsubst -march=i686,-march=i386 -mno-sse,$(KERNEL_CFLAGS))

$(BUILD)/kernel/%.c.o: %.c Makefile
	@mkdir -p $(@D)
	$(CROSS)gcc $(KERNEL_CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/kernel/%.asm.o: %.asm Makefile
	@mkdir -p $(@D)
	$(NASM) -f elf32 -g -F dwarf -I./ -MD $(@:.o=.d) -MP $< -o $@

$(BUILD)/kernel.elf: $(KERNEL_OBJECTS) linker.ld Makefile
	$(CROSS)gcc $(KERNEL_LDFLAGS) -T linker.ld $(KERNEL_OBJECTS) -lgcc -o $@

# ---- Interpreter --------------------------------------------------------------------------------
# interp/main/ holds the host's main programs, one file each; platform/posix.c is the host's world.
# SSE2 arithmetic everywhere: the x87's 80-bit intermediate results would print other floats.
INTERP_SOURCES := $(sort $(filter-out interp/main/% interp/platform/posix.c, \
    $(wildcard interp/*/*.c)))
INTERP_CFLAGS := -std=gnu17 -g $(WARNINGS) -I. -Iinterp -fno-strict-aliasing

ifdef SAN
HOST := $(BUILD)/san
HOST_OPTIMIZE := -O1 -fno-omit-frame-pointer -fsanitize=address,undefined \
    -fno-sanitize-recover=undefined
else
HOST := $(BUILD)/host
HOST_OPTIMIZE := -O2
endif
HOST32 := $(BUILD)/host32
HOST_CFLAGS := $(INTERP_CFLAGS) $(HOST_OPTIMIZE)
HOST32_CFLAGS := $(INTERP_CFLAGS) -O2 -march=i686 -msse2 -mfpmath=sse
HOST_SOURCES := $(INTERP_SOURCES) $(wildcard interp/platform/posix.c)
HOST_PROGRAMS := $(patsubst interp/main/%.c,%,$(wildcard interp/main/*.c))

$(HOST)/obj/%.o: % Makefile
	@mkdir -p $(@D)
	$(HOSTCC) $(HOST_CFLAGS) -MMD -MP -c $< -o $@

$(HOST)/libinterp.a: $(HOST_SOURCES:%=$(HOST)/obj/%.o)
	@rm -f $@
	$(AR) rcs $@ $^

$(HOST_PROGRAMS:%=$(HOST)/%): $(HOST)/%: $(HOST)/obj/interp/main/%.c.o $(HOST)/libinterp.a
	$(HOSTCC) $(HOST_OPTIMIZE) $^ -o $@

$(HOST32)/obj/%.o: % Makefile
	@mkdir -p $(@D)
	$(CROSS)gcc $(HOST32_CFLAGS) -MMD -MP -c $< -o $@

$(HOST32)/libinterp.a: $(HOST_SOURCES:%=$(HOST32)/obj/%.o)
	@rm -f $@
	$(AR) rcs $@ $^

$(HOST_PROGRAMS:%=$(HOST32)/%): $(HOST32)/%: $(HOST32)/obj/interp/main/%.c.o $(HOST32)/libinterp.a
	$(CROSS)gcc -static $^ -o $@

# ---- Ring 3: /bin/python and native test programs ----------------------------------------------
USER_CFLAGS := -std=gnu17 -O2 -g -ffreestanding -march=i686 -msse2 -mfpmath=sse -mstackrealign \
    -fno-pic -fno-pie -fno-stack-protector -fno-asynchronous-unwind-tables -fcf-protection=none \
    -fno-strict-aliasing -fno-common $(WARNINGS) -I. -Iinterp
USER_LDFLAGS := -nostdlib -static -no-pie -Wl,--build-id=none -Wl,-z,noexecstack \
    -Wl,-z,max-page-size=4096 -Wl,-z,separate-code -Wl,-u,_start
RUNTIME_SOURCES := $(sort $(wildcard user/runtime/*.asm user/runtime/*.c))
NATIVE_PROGRAMS := $(patsubst tests/native/%.c,%,$(wildcard tests/native/*.c))

$(BUILD)/user/obj/%.c.o: %.c Makefile
	@mkdir -p $(@D)
	$(CROSS)gcc $(USER_CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/user/obj/%.asm.o: %.asm Makefile
	@mkdir -p $(@D)
	$(NASM) -f elf32 -g -F dwarf -I./ -MD $(@:.o=.d) -MP $< -o $@

# An archive, so that a program takes only what it uses: a native test has a main of its own.
$(BUILD)/user/libruntime.a: $(RUNTIME_SOURCES:%=$(BUILD)/user/obj/%.o)
	@rm -f $@
	$(CROSS)ar rcs $@ $^

# USER_INTERPRETER_BASE of kernel/abi.h: above the program and its heap, below the stack.
$(BUILD)/user/python: $(INTERP_SOURCES:%=$(BUILD)/user/obj/%.o) $(BUILD)/user/libruntime.a
	$(CROSS)gcc $(USER_LDFLAGS) -Wl,-Ttext-segment=0x40000000 $^ -lgcc -o $@

$(NATIVE_PROGRAMS:%=$(BUILD)/user/native/%): $(BUILD)/user/native/%: \
    $(BUILD)/user/obj/tests/native/%.c.o $(BUILD)/user/libruntime.a
	@mkdir -p $(@D)
	$(CROSS)gcc $(USER_LDFLAGS) -Wl,-Ttext-segment=0x08048000 $^ -lgcc -o $@

# ---- Unit tests: a program for each tests/unit/test_*.c -----------------------------------------
# A test says what it links on its first lines: "// links: mm/frame.c", or "// links: interp" for
# the whole interpreter; "// defines: -DNAME" goes to the test and to what it links.
UNIT_TESTS := $(patsubst tests/unit/%.c,%,$(sort $(wildcard tests/unit/test_*.c)))

define unit_test
links_$(1) := $$(shell sed -n 's|^// links:||p' tests/unit/$(1).c)
defines_$(1) := $$(shell sed -n 's|^// defines:||p' tests/unit/$(1).c)
objects_$(1) := $$(patsubst %,$(HOST)/unit/$(1).d/%.o,tests/unit/$(1).c \
    $$(filter-out interp,$$(links_$(1))))
$(HOST)/unit/$(1).d/%.o: % Makefile tests/unit/$(1).c
	@mkdir -p $$(@D)
	$(HOSTCC) $(HOST_CFLAGS) $$(defines_$(1)) -MMD -MP -c $$< -o $$@
$(HOST)/unit/$(1): $$(objects_$(1)) $$(if $$(filter interp,$$(links_$(1))),$(HOST)/libinterp.a)
	$(HOSTCC) $(HOST_OPTIMIZE) $$^ -lcmocka -o $$@
endef
$(foreach test,$(UNIT_TESTS),$(eval $(call unit_test,$(test))))

# ---- Targets ------------------------------------------------------------------------------------
.PHONY: all kernel host host32 user unit clean help
all: kernel host user ## the kernel, the host tools and the ring-3 programs
kernel: $(BUILD)/kernel.elf ## build/kernel.elf
host: $(HOST_PROGRAMS:%=$(HOST)/%) ## build/host/python and pyc (SAN=1: build/san, with sanitizers)
host32: $(HOST_PROGRAMS:%=$(HOST32)/%) ## the same as static 32-bit programs, in build/host32
user: $(if $(RUNTIME_SOURCES),$(BUILD)/user/python) $(NATIVE_PROGRAMS:%=$(BUILD)/user/native/%) ## ring-3 /bin/python and the native test programs
unit: $(UNIT_TESTS:%=$(HOST)/unit/%) ## build and run the unit tests (SAN=1: with sanitizers)
	@status=0; for test in $^; do echo "== $$test"; $$test || status=1; done; exit $$status

clean: ## remove everything that was built
	rm -rf $(BUILD)

help: ## this list
	@sed -n 's/^\([a-z0-9]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

# Header dependencies, written by the compilers as they go.
-include $(shell find $(BUILD) -name '*.d' -type f 2>/dev/null)
