/* ===- plugin.c - Counts instructions in qemu -----------------------------===
 *
 * Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
 * See https://llvm.org/LICENSE.txt for license information.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ===----------------------------------------------------------------------===
 *
 * A plugin for qemu 7 that writes how many instructions a program took to the
 * standard error stream. Debian's qemu loads plugins, but has no header for
 * them: what is used of its interface is declared here.
 */

#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef uint64_t PluginId;
struct qemu_plugin_tb;
enum { kInlineAdd = 0 };
void qemu_plugin_register_vcpu_tb_trans_cb(
    PluginId id, void (*callback)(PluginId, struct qemu_plugin_tb *));
void qemu_plugin_register_vcpu_tb_exec_inline(struct qemu_plugin_tb *block,
                                              int op, void *counter,
                                              uint64_t addend);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *block);
void qemu_plugin_register_atexit_cb(PluginId id,
                                    void (*callback)(PluginId, void *),
                                    void *data);

/* Of the interface. */
int qemu_plugin_version = 1;

static uint64_t numInstructions;

/* Each time the block runs, its instructions count. */
static void translate(PluginId id, struct qemu_plugin_tb *block) {
  (void)id;
  qemu_plugin_register_vcpu_tb_exec_inline(block, kInlineAdd, &numInstructions,
                                           qemu_plugin_tb_n_insns(block));
}

static void finish(PluginId id, void *data) {
  (void)id;
  (void)data;
  fprintf(stderr, "%" PRIu64 "\n", numInstructions);
}

int qemu_plugin_install(PluginId id, const void *info, int argc, char **argv) {
  (void)info;
  (void)argc;
  (void)argv;
  qemu_plugin_register_vcpu_tb_trans_cb(id, translate);
  qemu_plugin_register_atexit_cb(id, finish, NULL);
  return 0;
}
