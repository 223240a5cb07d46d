// RUN: rm -rf %t && mkdir %t
// RUN: quant-compile %s --entry=types --emit-header=%t/types.h
// RUN: FileCheck %s --check-prefix=TYPES --input-file=%t/types.h --match-full-lines --strict-whitespace
// RUN: quant-compile %s --entry=no_inputs --name=Model_2 --target=x86-avx2 --rounding=single --emit-header=- | FileCheck %s --check-prefix=OTHER

// The header needs no other, and is silent where nothing of it is used.
// RUN: echo '#include "types.h"' > %t/user.c
// RUN: %host_cc -std=c11 -Wall -Wextra -Werror -pedantic -fsyntax-only %t/user.c
// RUN: %host_cxx -std=c++17 -Wall -Wextra -Werror -pedantic -fsyntax-only -x c++ %t/user.c

// With tasks, there is an argument more.
// RUN: quant-compile %s --entry=types --parallel --emit-header=%t/types.h
// RUN: FileCheck %s --check-prefix=PARALLEL --input-file=%t/types.h --match-full-lines --strict-whitespace
// RUN: %host_cc -std=c11 -Wall -Wextra -Werror -pedantic -fsyntax-only %t/user.c
// RUN: %host_cxx -std=c++17 -Wall -Wextra -Werror -pedantic -fsyntax-only -x c++ %t/user.c

// Where tensors have scales along an axis, the header describes those.
// RUN: quant-compile %s --entry=axes --emit-header=%t/axes.h
// RUN: FileCheck %s --check-prefix=AXES --input-file=%t/axes.h --match-full-lines --strict-whitespace
// RUN: not grep QnnPerAxis %t/types.h
// RUN: echo '#include "axes.h"' > %t/axes_user.c
// RUN: echo 'double get(void) { return axes_input_1_per_axis.scales[2]; }' >> %t/axes_user.c
// RUN: %host_cc -std=c11 -Wall -Wextra -Werror -pedantic -fsyntax-only %t/axes_user.c
// RUN: %host_cxx -std=c++17 -Wall -Wextra -Werror -pedantic -fsyntax-only -x c++ %t/axes_user.c

!i8 = !qnn.per_tensor<i8<-127:127> : f32, scale = 0.1, zero_point = -7>
!u8 = !qnn.per_tensor<u8 : f32, scale = 1.0e-20, zero_point = 255>
!i16 = !qnn.per_tensor<i16 : f32, scale = 3.0e+20>
!i32 = !qnn.per_tensor<i32 : f32, scale = 2.0>

// Names can hold any bytes, end a string or begin a trigraph.
//       TYPES:/* Made by quant-compile for target generic.
//  TYPES-NEXT: * Rounding where the model leaves it open: double_round. */
// TYPES-EMPTY:
//  TYPES-NEXT:#ifndef QNN_MODEL_TYPES_H
//  TYPES-NEXT:#define QNN_MODEL_TYPES_H
//       TYPES:#include <stddef.h>
//  TYPES-NEXT:#include <stdint.h>
//       TYPES:#ifndef QNN_TENSOR_H
//       TYPES:#endif /* QNN_TENSOR_H */
//       TYPES:#define TYPES_ARENA_SIZE 0
//  TYPES-NEXT:#define TYPES_ARENA_ALIGNMENT 64
//  TYPES-NEXT:#define TYPES_NUM_INPUTS 4
//  TYPES-NEXT:#define TYPES_NUM_OUTPUTS 5
//       TYPES:extern "C" {
//       TYPES:int types_invoke(const void *const *inputs, void *const *outputs, void *arena);
//       TYPES:#define TYPES_INPUT_0_SIZE 6
//  TYPES-NEXT:#define TYPES_INPUT_1_SIZE 1
//  TYPES-NEXT:#define TYPES_INPUT_2_SIZE 4
//  TYPES-NEXT:#define TYPES_INPUT_3_SIZE 20
//  TYPES-NEXT:static const int64_t types_input_0_shape[] = {1, 2, 3};
//  TYPES-NEXT:static const int64_t types_input_2_shape[] = {2};
//  TYPES-NEXT:static const int64_t types_input_3_shape[] = {5};
//  TYPES-NEXT:static const QnnTensor types_inputs[] = {
//  TYPES-NEXT:    {"x\042\134\000\077\377 ", QNN_INT8, 3, types_input_0_shape, 6,
//  TYPES-NEXT:     0.10000000000000001, -7, -127, 127},
//  TYPES-NEXT:    {"", QNN_UINT8, 0, NULL, 1,
//  TYPES-NEXT:     9.9999999999999995e-21, 255, 0, 255},
//  TYPES-NEXT:    {"", QNN_INT16, 1, types_input_2_shape, 4,
//  TYPES-NEXT:     3e+20, 0, -32768, 32767},
//  TYPES-NEXT:    {"", QNN_INT32, 1, types_input_3_shape, 20,
//  TYPES-NEXT:     2, 0, -2147483648, 2147483647},
//  TYPES-NEXT:};
//       TYPES:static const QnnTensor types_outputs[] = {
//  TYPES-NEXT:    {"y", QNN_FLOAT32, 2, types_output_0_shape, 0,
//  TYPES-NEXT:     0, 0, 0, 0},
//  TYPES-NEXT:    {"", QNN_INT8, 1, types_output_1_shape, 4,
//  TYPES-NEXT:     0, 0, -128, 127},
//       TYPES:#endif /* QNN_MODEL_TYPES_H */
func.func @types(%a: tensor<1x2x3x!i8> {qnn.name = "x\22\5C\00?\FF "}, %b: tensor<!u8>,
                 %c: tensor<2x!i16>, %d: tensor<5x!i32>)
    -> (tensor<0x7xf32> {qnn.name = "y"}, tensor<4xi8>, tensor<!u8>,
        tensor<2x!i16>, tensor<5x!i32>) {
  %0 = arith.constant dense<1.0> : tensor<0x7xf32>
  %1 = arith.constant dense<1> : tensor<4xi8>
  return %0, %1, %b, %c, %d
      : tensor<0x7xf32>, tensor<4xi8>, tensor<!u8>, tensor<2x!i16>, tensor<5x!i32>
}

//      PARALLEL:#ifndef QNN_PARALLEL_FOR_H
// PARALLEL-NEXT:#define QNN_PARALLEL_FOR_H
//      PARALLEL:typedef struct QnnParallelFor {
// PARALLEL-NEXT:  void (*run)(void *self, void (*task)(void *context, size_t i), void *context,
// PARALLEL-NEXT:              size_t num_tasks);
// PARALLEL-NEXT:  void *self;
// PARALLEL-NEXT:} QnnParallelFor;
//      PARALLEL: * If parallel_for is not NULL, that runs the tasks of large layers. The outputs
// PARALLEL-NEXT: * are the same bits.
//      PARALLEL:int types_invoke(const void *const *inputs, void *const *outputs, void *arena,
// PARALLEL-NEXT:    const QnnParallelFor *parallel_for);

// C has no empty arrays.
// OTHER: target x86-avx2 (+avx2).
// OTHER: single_round. */
// OTHER: #ifndef QNN_MODEL_MODEL_2_H
// OTHER: #define MODEL_2_NUM_INPUTS 0
// OTHER: #define MODEL_2_NUM_OUTPUTS 1
// OTHER: int Model_2_invoke(
// OTHER-NOT: Model_2_input
// OTHER: #define MODEL_2_OUTPUT_0_SIZE 2
// OTHER: QnnTensor Model_2_outputs[]
func.func @no_inputs() -> tensor<2xi8> {
  %0 = arith.constant dense<1> : tensor<2xi8>
  return %0 : tensor<2xi8>
}

!few = !qnn.per_axis<i8 : f32, axis = 1, scales = dense<[0.1, 2.0, 1.0e-20]> : tensor<3xf64>,
                     zero_points = dense<[0, -128, 127]> : tensor<3xi32>>
!many = !qnn.per_axis<u8<1:255> : f32, axis = 0, scales = dense<0.1> : tensor<40xf64>,
                      zero_points = dense<255> : tensor<40xi32>>

// Lines are not too long.
//       AXES:#ifndef QNN_PER_AXIS_H
//  AXES-NEXT:#define QNN_PER_AXIS_H
//       AXES:typedef struct QnnPerAxis {
//  AXES-NEXT:  size_t axis;
//  AXES-NEXT:  size_t size; /* of the axis, and so of the arrays */
//  AXES-NEXT:  const double *scales;
//  AXES-NEXT:  const int32_t *zero_points;
//  AXES-NEXT:} QnnPerAxis;
//       AXES:#endif /* QNN_PER_AXIS_H */
//       AXES:static const QnnTensor axes_inputs[] = {
//  AXES-NEXT:    {"", QNN_INT8, 0, NULL, 1,
//  AXES-NEXT:     0.10000000000000001, -7, -127, 127},
//  AXES-NEXT:    {"x", QNN_INT8, 2, axes_input_1_shape, 6,
//  AXES-NEXT:     0, 0, -128, 127},
//  AXES-NEXT:};
//  AXES-NEXT:static const double axes_input_1_scales[] = {
//  AXES-NEXT:    0.10000000000000001, 2, 9.9999999999999995e-21};
//  AXES-NEXT:static const int32_t axes_input_1_zero_points[] = {
//  AXES-NEXT:    0, -128, 127};
//  AXES-NEXT:static const QnnPerAxis axes_input_1_per_axis = {
//  AXES-NEXT:    1, 3, axes_input_1_scales, axes_input_1_zero_points};
//       AXES:static const QnnTensor axes_outputs[] = {
//  AXES-NEXT:    {"", QNN_UINT8, 1, axes_output_0_shape, 40,
//  AXES-NEXT:     0, 0, 1, 255},
//  AXES-NEXT:};
//  AXES-NEXT:static const double axes_output_0_scales[] = {
//  AXES-NEXT:    0.10000000000000001, 0.10000000000000001, 0.10000000000000001,
//       AXES:static const int32_t axes_output_0_zero_points[] = {
//  AXES-NEXT:    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
//  AXES-NEXT:    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
//  AXES-NEXT:    255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
//  AXES-NEXT:static const QnnPerAxis axes_output_0_per_axis = {
//  AXES-NEXT:    0, 40, axes_output_0_scales, axes_output_0_zero_points};
func.func @axes(%a: tensor<!i8>, %b: tensor<2x3x!few> {qnn.name = "x"}) -> tensor<40x!many> {
  %0 = qnn.constant dense<1> : tensor<40xi8> to tensor<40x!many>
  return %0 : tensor<40x!many>
}
