/* ===- x86_emulator.c - AMX and AVX-VNNI on CPUs without them -------------===
 *
 * Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
 * See https://llvm.org/LICENSE.txt for license information.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ===----------------------------------------------------------------------===
 *
 * Part of a program, or a shared object for LD_PRELOAD, on x86-64 Linux: it
 * executes the instructions of AMX-TILE and AMX-INT8, and vpdpbusd and vpdpwssd
 * of AVX-VNNI, where the CPU, which does not know them, raises SIGILL, and
 * grants the tiles when the program asks Linux for them. CPUID stays as it is.
 * Each thread has tiles of its own.
 *
 * The rules are those of Intel's Software Developer's Manual, volume 2. Where
 * it has an instruction fault, and where tiles are used that nobody asked for,
 * the program is aborted. Start rows, which only exceptions and debuggers make,
 * are refused.
 */

#define _GNU_SOURCE

#include <cpuid.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <ucontext.h>

/* Of palette 1, the only one there is. */
enum { kNumTiles = 8, kMaxRows = 16, kMaxColumnBytes = 64, kConfigSize = 64 };

typedef struct {
  uint8_t data[kMaxRows][kMaxColumnBytes];
  unsigned rows, columnBytes; /* 0 of tiles that are not configured */
} Tile;

/* All zero, as at first, where no tiles are configured. */
typedef struct {
  uint8_t config[kConfigSize];
  Tile tiles[kNumTiles];
} State;

/* TLS that is allocated on first use would not be safe in a signal handler. */
static __thread State state __attribute__((tls_model("initial-exec")));
static volatile sig_atomic_t isGranted;

static const char *instruction = "an instruction";

static void check(int condition, const char *expectation) {
  if (condition)
    return;
  fprintf(stderr, "x86_emulator: %s faults: expected %s\n", instruction,
          expectation);
  abort();
}

/* ===----------------------------------------------------------------------===
 * Decoding
 * ===----------------------------------------------------------------------===
 */

enum { kNoPrefix, kPrefix66, kPrefixF3, kPrefixF2 };

/* An instruction of opcode map 0F38 with a VEX prefix of three bytes. */
typedef struct {
  unsigned prefix, opcode;
  unsigned mod, reg, rm; /* of ModRM; reg and rm with the bits of VEX */
  unsigned vvvv;
  int is256;
  int hasSIB;
  uint8_t *row;   /* base + displacement: of tiles, the first row */
  int64_t stride; /* index * scale, 0 without an index */
  size_t length;
} Instruction;

static int64_t getRegister(const ucontext_t *context, unsigned number) {
  static const int kRegisters[] = {
      REG_RAX, REG_RCX, REG_RDX, REG_RBX, REG_RSP, REG_RBP, REG_RSI, REG_RDI,
      REG_R8,  REG_R9,  REG_R10, REG_R11, REG_R12, REG_R13, REG_R14, REG_R15};
  return context->uc_mcontext.gregs[kRegisters[number]];
}

/* The operand in memory: [base + disp] or [rip + disp], and the stride. */
static void decodeMemory(const ucontext_t *context, const uint8_t *code,
                         unsigned b, unsigned x, Instruction *result) {
  const uint8_t *rest = code + 5;
  unsigned base = result->rm;
  int32_t displacement = 0;
  int64_t address = 0;
  int isAbsolute = result->mod == 0 && (base & 7) == 5;
  result->hasSIB = (base & 7) == 4;
  if (result->hasSIB) {
    unsigned index = ((*rest >> 3) & 7) | x;
    if (index != 4)
      result->stride =
          (int64_t)((uint64_t)getRegister(context, index) << (*rest >> 6));
    base = (*rest++ & 7) | b;
    isAbsolute = result->mod == 0 && (base & 7) == 5;
  }
  if (result->mod == 1) {
    displacement = (int8_t)*rest;
    rest += 1;
  } else if (result->mod == 2 || isAbsolute) {
    memcpy(&displacement, rest, sizeof(displacement));
    rest += 4;
  }
  result->length = (size_t)(rest - code);
  if (!isAbsolute)
    address = getRegister(context, base);
  else if (!result->hasSIB)
    address = (int64_t)(intptr_t)rest;
  result->row = (uint8_t *)(intptr_t)(address + displacement);
}

/* 0 if the code is no such instruction with W0. */
static int decode(const ucontext_t *context, Instruction *result) {
  const uint8_t *code =
      (const uint8_t *)(intptr_t)context->uc_mcontext.gregs[REG_RIP];
  unsigned r, x, b;
  memset(result, 0, sizeof(*result));
  if (code[0] != 0xc4 || (code[1] & 0x1f) != 2 || (code[2] & 0x80) != 0)
    return 0;
  /* VEX has these bits inverted. */
  r = code[1] & 0x80 ? 0 : 8;
  x = code[1] & 0x40 ? 0 : 8;
  b = code[1] & 0x20 ? 0 : 8;
  result->vvvv = (~code[2] >> 3) & 15;
  result->is256 = (code[2] & 4) != 0;
  result->prefix = code[2] & 3;
  result->opcode = code[3];
  result->mod = code[4] >> 6;
  result->reg = ((code[4] >> 3) & 7) | r;
  result->rm = (code[4] & 7) | b;
  result->length = 5;
  if (result->mod != 3)
    decodeMemory(context, code, b, x, result);
  return 1;
}

/* ===----------------------------------------------------------------------===
 * Instructions
 * ===----------------------------------------------------------------------===
 */

static Tile *getTile(unsigned number) {
  check(number < kNumTiles, "one of eight tiles");
  check(state.config[0] != 0, "a configuration");
  check(state.tiles[number].rows != 0, "a tile that is configured");
  return &state.tiles[number];
}

static int isZero(const uint8_t *bytes, size_t size) {
  while (size != 0)
    if (bytes[--size] != 0)
      return 0;
  return 1;
}

/* The palette is byte 0, the bytes of columns are words from 16 on, and rows
 * are bytes from 48 on. Nothing changes before all has been checked. */
static void loadConfig(const uint8_t *address) {
  State next;
  int i;
  memset(&next, 0, sizeof(next));
  memcpy(next.config, address, kConfigSize);
  check(next.config[0] <= 1, "a palette of 0 or 1");
  if (next.config[0] == 0) {
    memset(&state, 0, sizeof(state));
    return;
  }
  check(next.config[1] == 0, "a start row of 0");
  check(isZero(next.config + 2, 14) && isZero(next.config + 32, 16) &&
            isZero(next.config + 56, 8),
        "reserved bytes of 0");
  for (i = 0; i < kNumTiles; ++i) {
    Tile *tile = &next.tiles[i];
    uint16_t columnBytes;
    memcpy(&columnBytes, next.config + 16 + 2 * i, sizeof(columnBytes));
    tile->columnBytes = columnBytes;
    tile->rows = next.config[48 + i];
    check(tile->rows <= kMaxRows, "at most 16 rows");
    check(tile->columnBytes <= kMaxColumnBytes, "at most 64 bytes in a row");
    check((tile->rows == 0) == (tile->columnBytes == 0),
          "both rows and columns or neither");
  }
  state = next;
}

/* Bytes that are not loaded become 0. */
static void loadTile(Tile *tile, const Instruction *i) {
  unsigned row;
  uint8_t data[kMaxRows][kMaxColumnBytes];
  memset(data, 0, sizeof(data));
  for (row = 0; row < tile->rows; ++row)
    memcpy(data[row], i->row + (int64_t)row * i->stride, tile->columnBytes);
  memcpy(tile->data, data, sizeof(data));
}

static void storeTile(const Tile *tile, const Instruction *i) {
  unsigned row;
  for (row = 0; row < tile->rows; ++row)
    memcpy(i->row + (int64_t)row * i->stride, tile->data[row],
           tile->columnBytes);
}

static int32_t getByte(uint8_t byte, int isSigned) {
  return isSigned ? (int8_t)byte : byte;
}

/* sums[m][n] += lhs[m][k] * rhs[k][n], of four bytes each, modulo 2^32. */
static void addProducts(Tile *sums, const Tile *lhs, const Tile *rhs,
                        int isLhsSigned, int isRhsSigned) {
  unsigned m, k, n, i;
  check(sums != lhs && sums != rhs && lhs != rhs, "three different tiles");
  check(sums->columnBytes % 4 == 0 && lhs->columnBytes % 4 == 0 &&
            rhs->columnBytes % 4 == 0,
        "columns of four bytes");
  check(sums->rows == lhs->rows && sums->columnBytes == rhs->columnBytes &&
            lhs->columnBytes / 4 == rhs->rows,
        "tiles whose shapes match");
  for (m = 0; m < sums->rows; ++m)
    for (k = 0; k < rhs->rows; ++k)
      for (n = 0; n < sums->columnBytes; n += 4) {
        uint32_t sum;
        memcpy(&sum, &sums->data[m][n], sizeof(sum));
        for (i = 0; i < 4; ++i)
          sum += (uint32_t)(getByte(lhs->data[m][4 * k + i], isLhsSigned) *
                            getByte(rhs->data[k][n + i], isRhsSigned));
        memcpy(&sums->data[m][n], &sum, sizeof(sum));
      }
}

static void useTiles(const char *name) {
  instruction = name;
  check(isGranted, "tiles that Linux was asked for");
}

/* 0 if it is none of AMX. */
static int executeConfig(const Instruction *i) {
  if (i->vvvv != 0)
    return 0;
  if (i->prefix == kPrefixF2 && i->mod == 3 && i->rm == 0) {
    useTiles("tilezero");
    Tile *tile = getTile(i->reg);
    memset(tile->data, 0, sizeof(tile->data));
  } else if (i->reg != 0) {
    return 0;
  } else if (i->prefix == kNoPrefix && i->mod == 3 && i->rm == 0) {
    useTiles("tilerelease");
    memset(&state, 0, sizeof(state));
  } else if (i->prefix == kNoPrefix && i->mod != 3) {
    useTiles("ldtilecfg");
    loadConfig(i->row + i->stride);
  } else if (i->prefix == kPrefix66 && i->mod != 3) {
    memcpy(i->row + i->stride, state.config, kConfigSize);
  } else {
    return 0;
  }
  return 1;
}

static int executeMove(const Instruction *i) {
  if (i->vvvv != 0 || i->mod == 3 || !i->hasSIB || i->prefix == kNoPrefix)
    return 0;
  if (i->prefix == kPrefixF3) {
    useTiles("tilestored");
    storeTile(getTile(i->reg), i);
  } else {
    useTiles(i->prefix == kPrefixF2 ? "tileloadd" : "tileloaddt1");
    loadTile(getTile(i->reg), i);
  }
  return 1;
}

static int executeProducts(const Instruction *i) {
  static const char *const kNames[] = {"tdpbuud", "tdpbusd", "tdpbsud",
                                       "tdpbssd"};
  int isLhsSigned = i->prefix == kPrefixF3 || i->prefix == kPrefixF2;
  int isRhsSigned = i->prefix == kPrefix66 || i->prefix == kPrefixF2;
  if (i->mod != 3)
    return 0;
  useTiles(kNames[i->prefix]);
  addProducts(getTile(i->reg), getTile(i->rm), getTile(i->vvvv), isLhsSigned,
              isRhsSigned);
  return 1;
}

static int executeTiles(const Instruction *i) {
  if (i->is256)
    return 0;
  switch (i->opcode) {
  case 0x49:
    return executeConfig(i);
  case 0x4b:
    return executeMove(i);
  case 0x5e:
    return executeProducts(i);
  default:
    return 0;
  }
}

/* ===----------------------------------------------------------------------===
 * AVX-VNNI
 * ===----------------------------------------------------------------------===
 *
 * Vector registers are in the frame of the signal, where the handler returns
 * them from, in the standard format of XSAVE: component 1 are the lower halves,
 * 2 the upper ones of 256 bits, and 6 those of 512.
 */

enum { kHalfSize = 16, kVectorSize = 32 };

/* Register `number` of a component, which is all 0 where its bit is not set. */
static uint8_t *getComponent(const ucontext_t *context, unsigned bit,
                             size_t offset, unsigned number) {
  uint8_t *area = (uint8_t *)context->uc_mcontext.fpregs;
  uint64_t inUse;
  memcpy(&inUse, area + 512, sizeof(inUse));
  if ((inUse >> bit & 1) == 0) {
    inUse |= 1u << bit;
    memset(area + offset, 0, 16 * kHalfSize);
    memcpy(area + 512, &inUse, sizeof(inUse));
  }
  return area + offset + number * kHalfSize;
}

static uint8_t *getLowerHalf(const ucontext_t *context, unsigned number) {
  return getComponent(context, 1, 160, number);
}

static uint8_t *getUpperHalf(const ucontext_t *context, unsigned number) {
  return getComponent(context, 2, 576, number);
}

static void readVector(const ucontext_t *context, unsigned number,
                       uint8_t *data) {
  memcpy(data, getLowerHalf(context, number), kHalfSize);
  memcpy(data + kHalfSize, getUpperHalf(context, number), kHalfSize);
}

/* What is above 256 bits becomes 0. */
static void writeVector(const ucontext_t *context, unsigned number,
                        const uint8_t *data) {
  uint8_t *area = (uint8_t *)context->uc_mcontext.fpregs;
  unsigned size, offset, ecx, edx;
  memcpy(getLowerHalf(context, number), data, kHalfSize);
  memcpy(getUpperHalf(context, number), data + kHalfSize, kHalfSize);
  if ((area[512] & 1 << 6) == 0)
    return;
  __cpuid_count(0xd, 6, size, offset, ecx, edx);
  memset(area + offset + number * kVectorSize, 0, kVectorSize);
}

/* vpdpbusd: four unsigned bytes by four signed ones. */
static uint32_t multiplyBytes(const uint8_t *lhs, const uint8_t *rhs) {
  uint32_t sum = 0;
  int i;
  for (i = 0; i < 4; ++i)
    sum += (uint32_t)(getByte(lhs[i], 0) * getByte(rhs[i], 1));
  return sum;
}

/* vpdpwssd: two signed words by two others. */
static uint32_t multiplyWords(const uint8_t *lhs, const uint8_t *rhs) {
  int16_t l[2], r[2];
  memcpy(l, lhs, sizeof(l));
  memcpy(r, rhs, sizeof(r));
  return (uint32_t)(l[0] * r[0]) + (uint32_t)(l[1] * r[1]);
}

/* Sums of 32 bits += products, modulo 2^32. */
static int executeVectors(const ucontext_t *context, const Instruction *i) {
  size_t size = i->is256 ? kVectorSize : kHalfSize, lane;
  uint8_t sums[kVectorSize], lhs[kVectorSize], rhs[kVectorSize];
  if (i->prefix != kPrefix66 || (i->opcode != 0x50 && i->opcode != 0x52))
    return 0;
  readVector(context, i->reg, sums);
  readVector(context, i->vvvv, lhs);
  if (i->mod == 3)
    readVector(context, i->rm, rhs);
  else
    memcpy(rhs, i->row + i->stride, size);
  for (lane = 0; lane < size; lane += 4) {
    uint32_t sum;
    memcpy(&sum, sums + lane, sizeof(sum));
    sum += i->opcode == 0x50 ? multiplyBytes(lhs + lane, rhs + lane)
                             : multiplyWords(lhs + lane, rhs + lane);
    memcpy(sums + lane, &sum, sizeof(sum));
  }
  memset(sums + size, 0, kVectorSize - size);
  writeVector(context, i->reg, sums);
  return 1;
}

/* ===----------------------------------------------------------------------===
 * Signals
 * ===----------------------------------------------------------------------===
 */

static void handleIllegalInstruction(int signal, siginfo_t *info,
                                     void *argument) {
  ucontext_t *context = (ucontext_t *)argument;
  Instruction decoded;
  (void)info;
  if (decode(context, &decoded) &&
      (executeTiles(&decoded) || executeVectors(context, &decoded)))
    context->uc_mcontext.gregs[REG_RIP] += (greg_t)decoded.length;
  else /* It is executed again, and ends the program. */
    (void)sigaction(signal, &(struct sigaction){.sa_handler = SIG_DFL}, NULL);
}

/* Only the request for tiles is trapped. */
static void handleSystemCall(int signal, siginfo_t *info, void *argument) {
  ucontext_t *context = (ucontext_t *)argument;
  (void)signal;
  (void)info;
  isGranted = 1;
  context->uc_mcontext.gregs[REG_RAX] = 0;
}

static int handle(int signal, void (*handler)(int, siginfo_t *, void *)) {
  struct sigaction action;
  memset(&action, 0, sizeof(action));
  action.sa_sigaction = handler;
  action.sa_flags = SA_SIGINFO;
  return sigaction(signal, &action, NULL);
}

/* Of arch_prctl(ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA) only, it makes SIGSYS.
 */
static int trapRequests(void) {
  enum { kRequestPermission = 0x1023, kTileDataFeature = 18 };
#define LOAD(field)                                                            \
  BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define SKIP_UNLESS(value, count)                                              \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (count))
  struct sock_filter filter[] = {LOAD(arch),
                                 SKIP_UNLESS(AUDIT_ARCH_X86_64, 7),
                                 LOAD(nr),
                                 SKIP_UNLESS(SYS_arch_prctl, 5),
                                 LOAD(args[0]),
                                 SKIP_UNLESS(kRequestPermission, 3),
                                 LOAD(args[1]),
                                 SKIP_UNLESS(kTileDataFeature, 1),
                                 BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP),
                                 BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
  struct sock_fprog program = {sizeof(filter) / sizeof(filter[0]), filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return -1;
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

/* Of leaf 7 of CPUID, in EDX: AMX-TILE and AMX-INT8. */
static int hasAMX(void) {
  const unsigned bits = 1u << 24 | 1u << 25;
  unsigned eax, ebx, ecx, edx;
  return __get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) &&
         (edx & bits) == bits;
}

__attribute__((constructor)) static void start(void) {
  int isReady = handle(SIGILL, handleIllegalInstruction) == 0;
  if (isReady && !hasAMX())
    isReady = handle(SIGSYS, handleSystemCall) == 0 && trapRequests() == 0;
  if (isReady)
    return;
  perror("x86_emulator");
  abort();
}
