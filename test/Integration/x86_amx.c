/* ===- x86_amx.c - The instructions of AMX, one by one --------------------===
 *
 * Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
 * See https://llvm.org/LICENSE.txt for license information.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ===----------------------------------------------------------------------===
 *
 * Compares the instructions with plain loops, and checks that they fault where
 * they have to. It is a test of x86_emulator.c, or of a CPU that has AMX.
 * Prints "passed".
 */

#define _GNU_SOURCE

#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define AMX __attribute__((target("amx-tile,amx-int8")))

static void expect(int condition, const char *what) {
  if (condition)
    return;
  printf("failed: %s\n", what);
  exit(1);
}

/* ===----------------------------------------------------------------------===
 * Configurations
 * ===----------------------------------------------------------------------===
 */

typedef struct {
  uint8_t palette, startRow, reserved[14];
  uint16_t columnBytes[16];
  uint8_t rows[16];
} Config;

AMX static void loadConfig(const Config *config) {
  __asm__ volatile("ldtilecfg %0" : : "m"(*config));
}

AMX static Config storeConfig(void) {
  Config config;
  memset(&config, 0xff, sizeof(config));
  __asm__ volatile("sttilecfg %0" : "=m"(config));
  return config;
}

AMX static void release(void) { __asm__ volatile("tilerelease"); }

static Config makeConfig(void) {
  Config config;
  memset(&config, 0, sizeof(config));
  config.palette = 1;
  return config;
}

static void setShape(Config *config, int tile, int rows, int columnBytes) {
  config->rows[tile] = (uint8_t)rows;
  config->columnBytes[tile] = (uint16_t)columnBytes;
}

static int isEqual(Config a, Config b) {
  return memcmp(&a, &b, sizeof(a)) == 0;
}

/* All tiles are of 16 x 64 bytes. */
static Config makeFullConfig(void) {
  Config config = makeConfig();
  int tile;
  for (tile = 0; tile < 8; ++tile)
    setShape(&config, tile, 16, 64);
  return config;
}

AMX static void testConfigs(void) {
  Config none, config = makeFullConfig();
  memset(&none, 0, sizeof(none));
  expect(isEqual(storeConfig(), none), "no configuration at first");
  loadConfig(&config);
  expect(isEqual(storeConfig(), config), "the configuration is stored");
  setShape(&config, 3, 0, 0);
  setShape(&config, 4, 1, 3);
  loadConfig(&config);
  expect(isEqual(storeConfig(), config), "the next one is");
  release();
  expect(isEqual(storeConfig(), none), "tilerelease");
  loadConfig(&config);
  loadConfig(&none);
  expect(isEqual(storeConfig(), none), "palette 0");
}

static void *storeConfigOfThread(void *argument) {
  *(Config *)argument = storeConfig();
  return NULL;
}

static void testThreads(void) {
  Config none, other, config = makeFullConfig();
  pthread_t thread;
  memset(&none, 0, sizeof(none));
  loadConfig(&config);
  expect(pthread_create(&thread, NULL, storeConfigOfThread, &other) == 0 &&
             pthread_join(thread, NULL) == 0,
         "a thread");
  expect(isEqual(other, none), "threads have tiles of their own");
  expect(isEqual(storeConfig(), config), "this one keeps its own");
  release();
}

/* ===----------------------------------------------------------------------===
 * Loads and stores
 * ===----------------------------------------------------------------------===
 */

enum { kStride = 72, kSize = 40 * kStride };

static uint8_t source[kSize], result[kSize], expected[kSize];

static void fillRandomly(uint8_t *data, size_t size) {
  while (size != 0)
    data[--size] = (uint8_t)(rand() >> 7);
}

static void begin(void) {
  fillRandomly(source, kSize);
  fillRandomly(result, kSize);
  memcpy(expected, result, kSize);
}

static void end(const char *what) {
  expect(memcmp(result, expected, kSize) == 0, what);
}

/* Copies rows from `source` to `expected`. */
static void copyRows(int rows, int columnBytes, int sourceStride, int offset) {
  int row;
  for (row = 0; row < rows; ++row)
    memcpy(expected + offset + row * kStride, source + row * sourceStride,
           (size_t)columnBytes);
}

#define LOAD(tile, pointer, stride)                                            \
  __asm__ volatile("tileloadd (%0,%1,1), %%" tile                              \
                   :                                                           \
                   : "r"(pointer), "r"((int64_t)(stride))                      \
                   : "memory")
#define STORE(tile, pointer, stride)                                           \
  __asm__ volatile("tilestored %%" tile ", (%0,%1,1)"                          \
                   :                                                           \
                   : "r"(pointer), "r"((int64_t)(stride))                      \
                   : "memory")

AMX static void testMoves(void) {
  Config config = makeFullConfig();
  setShape(&config, 1, 5, 12);
  setShape(&config, 7, 16, 63);
  loadConfig(&config);

  begin();
  LOAD("tmm0", source, kStride);
  STORE("tmm0", result, kStride);
  copyRows(16, 64, kStride, 0);
  end("tileloadd and tilestored");

  begin();
  LOAD("tmm1", source, 12);
  STORE("tmm1", result, kStride);
  copyRows(5, 12, 12, 0);
  end("a smaller tile");

  begin();
  LOAD("tmm7", source + 15 * kStride, -kStride);
  STORE("tmm7", result + 15 * kStride, -kStride);
  copyRows(16, 63, kStride, 0);
  end("a negative stride");

  begin();
  __asm__ volatile("tileloaddt1 (%0,%1,1), %%tmm2"
                   :
                   : "r"(source), "r"((int64_t)kStride)
                   : "memory");
  STORE("tmm2", result, kStride);
  copyRows(16, 64, kStride, 0);
  end("tileloaddt1");

  begin();
  LOAD("tmm3", source, kStride);
  __asm__ volatile("tilezero %tmm3");
  STORE("tmm3", result, 64);
  memset(expected, 0, 16 * 64);
  end("tilezero");

  begin();
  LOAD("tmm1", source, kStride);
  LOAD("tmm4", source, kStride);
  loadConfig(&config);
  STORE("tmm4", result, 64);
  memset(expected, 0, 16 * 64);
  end("ldtilecfg clears tiles");
  release();
}

/* Registers whose encodings are special, scales and displacements. */
AMX static void testAddresses(void) {
  Config config = makeFullConfig();
  register uint8_t *r12 __asm__("r12");
  register uint8_t *r13 __asm__("r13");
  register int64_t r14 __asm__("r14");
  loadConfig(&config);

  begin();
  r12 = source;
  r13 = result;
  r14 = kStride / 8;
  __asm__ volatile("tileloadd (%0,%2,8), %%tmm5\n\t"
                   "tilestored %%tmm5, (%1,%2,8)"
                   :
                   : "r"(r12), "r"(r13), "r"(r14)
                   : "memory");
  copyRows(16, 64, kStride, 0);
  end("r12 and r13 as base");

  begin();
  r12 = (uint8_t *)(intptr_t)(kStride / 4);
  r13 = source - 100;
  r14 = (int64_t)(intptr_t)(result - 0x1234);
  __asm__ volatile("tileloadd 100(%1,%0,4), %%tmm6\n\t"
                   "tilestored %%tmm6, 0x1234(%2,%0,4)"
                   :
                   : "r"(r12), "r"(r13), "r"(r14)
                   : "memory");
  copyRows(16, 64, kStride, 0);
  end("r12 as index, displacements of 8 and of 32 bits");

  begin();
  __asm__ volatile("tileloadd (%0), %%tmm0" : : "r"(source) : "memory");
  STORE("tmm0", result, kStride);
  copyRows(16, 64, 0, 0);
  end("no index");

  begin();
  __asm__ volatile("ldtilecfg -64(%0,%1,8)"
                   :
                   : "r"(&config), "r"((int64_t)8)
                   : "memory");
  LOAD("tmm0", source, kStride);
  STORE("tmm0", result + 1, kStride);
  copyRows(16, 64, kStride, 1);
  end("ldtilecfg with an index and a displacement");
  release();
}

static Config fullConfig;

AMX static void testStatic(void) {
  fullConfig = makeFullConfig();
  __asm__ volatile("ldtilecfg %0" : : "m"(fullConfig));
  expect(isEqual(storeConfig(), fullConfig), "ldtilecfg relative to rip");
  release();
}

/* ===----------------------------------------------------------------------===
 * Products
 * ===----------------------------------------------------------------------===
 */

static int32_t getByte(uint8_t byte, int isSigned) {
  return isSigned ? (int8_t)byte : byte;
}

typedef struct {
  int m, k, n; /* k and n in units of four bytes */
  uint8_t lhs[16][64], rhs[16][64];
  uint32_t sums[16][16];
} Product;

static Product makeProduct(int m, int k, int n) {
  Product product;
  product.m = m;
  product.k = k;
  product.n = n;
  fillRandomly(&product.lhs[0][0], sizeof(product.lhs));
  fillRandomly(&product.rhs[0][0], sizeof(product.rhs));
  fillRandomly((uint8_t *)product.sums, sizeof(product.sums));
  product.lhs[0][0] = product.lhs[0][1] = 0x80;
  product.rhs[0][0] = 0x80;
  product.rhs[0][1] = 0xff;
  product.sums[0][0] = INT32_MAX;
  return product;
}

static void multiply(Product *p, int isLhsSigned, int isRhsSigned) {
  int m, n, k;
  for (m = 0; m < p->m; ++m)
    for (n = 0; n < p->n; ++n)
      for (k = 0; k < 4 * p->k; ++k)
        p->sums[m][n] +=
            (uint32_t)(getByte(p->lhs[m][k], isLhsSigned) *
                       getByte(p->rhs[k / 4][4 * n + k % 4], isRhsSigned));
}

/* Sums, left and right side in tiles 1, 6 and 3. */
static void configure(const Product *p) {
  Config config = makeConfig();
  setShape(&config, 1, p->m, 4 * p->n);
  setShape(&config, 6, p->m, 4 * p->k);
  setShape(&config, 3, p->k, 4 * p->n);
  loadConfig(&config);
}

#define TEST_PRODUCT(name, isLhsSigned, isRhsSigned)                           \
  AMX static void test_##name(Product p) {                                     \
    Product q = p;                                                             \
    configure(&p);                                                             \
    LOAD("tmm1", p.sums, 64);                                                  \
    LOAD("tmm6", p.lhs, 64);                                                   \
    LOAD("tmm3", p.rhs, 64);                                                   \
    __asm__ volatile(#name " %tmm3, %tmm6, %tmm1");                            \
    STORE("tmm1", p.sums, 64);                                                 \
    multiply(&q, isLhsSigned, isRhsSigned);                                    \
    expect(memcmp(p.sums, q.sums, sizeof(p.sums)) == 0, #name);                \
    release();                                                                 \
  }

TEST_PRODUCT(tdpbssd, 1, 1)
TEST_PRODUCT(tdpbsud, 1, 0)
TEST_PRODUCT(tdpbusd, 0, 1)
TEST_PRODUCT(tdpbuud, 0, 0)

static void testProducts(void) {
  static const int kShapes[][3] = {
      {16, 16, 16}, {1, 1, 1}, {16, 3, 5}, {7, 16, 2}, {2, 9, 16}};
  size_t i;
  for (i = 0; i < sizeof(kShapes) / sizeof(kShapes[0]); ++i) {
    Product product = makeProduct(kShapes[i][0], kShapes[i][1], kShapes[i][2]);
    test_tdpbssd(product);
    test_tdpbsud(product);
    test_tdpbusd(product);
    test_tdpbuud(product);
  }
}

/* ===----------------------------------------------------------------------===
 * Faults
 * ===----------------------------------------------------------------------===
 */

/* Runs `function` in a process of its own, which a signal has to end. */
static void expectFault(void (*function)(Config), Config config,
                        const char *what) {
  int status;
  pid_t child;
  fflush(stdout);
  child = fork();
  expect(child >= 0, "a process");
  if (child == 0) {
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    function(config);
    _exit(0);
  }
  expect(waitpid(child, &status, 0) == child && WIFSIGNALED(status), what);
}

static void onlyLoad(Config config) { loadConfig(&config); }

AMX static void zeroTile2(Config config) {
  loadConfig(&config);
  __asm__ volatile("tilezero %tmm2");
}
AMX static void loadTile2(Config config) {
  loadConfig(&config);
  LOAD("tmm2", source, kStride);
}
AMX static void storeTile2(Config config) {
  loadConfig(&config);
  STORE("tmm2", result, kStride);
}
AMX static void multiplyTiles(Config config) {
  loadConfig(&config);
  __asm__ volatile("tdpbssd %tmm3, %tmm6, %tmm1");
}
AMX static void multiplyTwice(Config config) {
  loadConfig(&config);
  /* tdpbssd %tmm3, %tmm3, %tmm1, which assemblers refuse. */
  __asm__ volatile(".byte 0xc4, 0xe2, 0x63, 0x5e, 0xcb");
}
AMX static void zeroUnconfigured(Config config) {
  (void)config;
  __asm__ volatile("tilezero %tmm0");
}
static void executeUndefined(Config config) {
  (void)config;
  __asm__ volatile("ud2");
}
AMX static void loadFromNowhere(Config config) {
  loadConfig(&config);
  LOAD("tmm0", (uint8_t *)NULL, 64);
}

static void testConfigFaults(void) {
  Config config = makeFullConfig();
  config.palette = 2;
  expectFault(onlyLoad, config, "a palette that does not exist");
  config = makeFullConfig();
  config.reserved[13] = 1;
  expectFault(onlyLoad, config, "a reserved byte");
  config = makeFullConfig();
  config.columnBytes[8] = 64;
  expectFault(onlyLoad, config, "a ninth tile's columns");
  config = makeFullConfig();
  config.rows[8] = 1;
  expectFault(onlyLoad, config, "a ninth tile's rows");
  config = makeFullConfig();
  setShape(&config, 7, 17, 64);
  expectFault(onlyLoad, config, "17 rows");
  setShape(&config, 7, 16, 65);
  expectFault(onlyLoad, config, "65 bytes in a row");
  setShape(&config, 7, 0, 64);
  expectFault(onlyLoad, config, "no rows");
  setShape(&config, 7, 16, 0);
  expectFault(onlyLoad, config, "no columns");
}

static void testTileFaults(void) {
  Config config = makeFullConfig(), none;
  memset(&none, 0, sizeof(none));
  expectFault(zeroUnconfigured, config, "tilezero without a configuration");
  expectFault(zeroTile2, none, "tilezero with palette 0");
  setShape(&config, 2, 0, 0);
  expectFault(zeroTile2, config, "tilezero of no tile");
  expectFault(loadTile2, config, "tileloadd of no tile");
  expectFault(storeTile2, config, "tilestored of no tile");
  expectFault(loadFromNowhere, config, "tileloadd from address 0");
  expectFault(executeUndefined, config, "ud2");
}

static void testProductFaults(void) {
  Config config = makeFullConfig();
  expectFault(multiplyTwice, config, "a tile as two operands");
  setShape(&config, 1, 15, 64);
  expectFault(multiplyTiles, config, "fewer sums than rows");
  setShape(&config, 1, 16, 60);
  expectFault(multiplyTiles, config, "fewer sums than columns");
  config = makeFullConfig();
  setShape(&config, 3, 15, 64);
  expectFault(multiplyTiles, config, "fewer weights than inputs");
  setShape(&config, 3, 15, 64);
  setShape(&config, 6, 16, 62);
  expectFault(multiplyTiles, config, "columns of two bytes");
  config = makeFullConfig();
  setShape(&config, 6, 0, 0);
  expectFault(multiplyTiles, config, "a factor that is no tile");
}

int main(void) {
  enum { kRequestPermission = 0x1023, kTileDataFeature = 18 };
  expectFault(onlyLoad, makeFullConfig(), "tiles that nobody asked for");
  expect(syscall(SYS_arch_prctl, kRequestPermission, kTileDataFeature) == 0,
         "tiles are granted");
  testConfigs();
  testThreads();
  testMoves();
  testAddresses();
  testStatic();
  testProducts();
  testConfigFaults();
  testTileFaults();
  testProductFaults();
  printf("passed\n");
  return 0;
}
