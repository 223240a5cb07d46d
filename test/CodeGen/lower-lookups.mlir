// RUN: quant-opt %s --qnn-lower-lookups | FileCheck %s

// One constant for each table, beside a symbol that has its name.
// CHECK-DAG: memref.global "private" constant @[[BYTES:qnn_table.*]] : memref<256xi8> = dense<7>
// CHECK-DAG: memref.global "private" constant @[[WORDS:qnn_table.*]] : memref<256xi32> = dense<7>
// CHECK-LABEL: func @scalars(
// CHECK-SAME: %[[X:.*]]: i8
// CHECK-DAG: %[[BYTE_TABLE:.*]] = memref.get_global @[[BYTES]]
// CHECK-DAG: memref.load %[[BYTE_TABLE]][%{{.*}}]
// CHECK-DAG: %[[WORD_TABLE:.*]] = memref.get_global @[[WORDS]]
// CHECK-DAG: memref.load %[[WORD_TABLE]][%{{.*}}]
func.func @scalars(%x: i8) -> (i8, i8, i32) {
  %0 = qnn.lookup %x table(dense<7> : tensor<256xi8>) : i8 -> i8
  %1 = qnn.lookup %0 table(dense<7> : tensor<256xi8>) : i8 -> i8
  %2 = qnn.lookup %x table(dense<7> : tensor<256xi32>) : i8 -> i32
  return %0, %1, %2 : i8, i8, i32
}
func.func private @qnn_table()

// Bytes are unsigned, and taken out of words.
// CHECK-LABEL: func @vector(
// CHECK-SAME: %[[X:.*]]: vector<2x1xi8>
// CHECK: %[[ROW:.*]] = vector.shape_cast %[[X]] : vector<2x1xi8> to vector<2xi8>
// CHECK: %[[BYTES:.*]] = vector.insert_strided_slice %[[ROW]], %{{.*}} : vector<2xi8> into vector<8xi8>
// CHECK: %[[WORDS:.*]] = vector.bitcast %[[BYTES]] : vector<8xi8> to vector<1xi64>
// CHECK: %[[WORD:.*]] = vector.extract %[[WORDS]][0]
// CHECK: %[[SHIFTED:.*]] = arith.shrui %[[WORD]], %c8
// CHECK: %[[SECOND:.*]] = arith.andi %[[SHIFTED]], %c255
// CHECK: %[[I:.*]] = arith.index_castui %{{.*}} : i64 to index
// CHECK: %[[A:.*]] = memref.load %{{.*}}[%[[I]]]
// CHECK: %[[J:.*]] = arith.index_castui %[[SECOND]] : i64 to index
// CHECK: %[[B:.*]] = memref.load %{{.*}}[%[[J]]]
// CHECK: vector.from_elements %[[A]], %[[B]] : vector<2x1xi32>
func.func @vector(%x: vector<2x1xi8>) -> vector<2x1xi32> {
  %0 = qnn.lookup %x table(dense<7> : tensor<256xi32>)
      : vector<2x1xi8> -> vector<2x1xi32>
  return %0 : vector<2x1xi32>
}
