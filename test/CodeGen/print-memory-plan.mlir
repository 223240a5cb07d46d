// RUN: quant-opt %s --qnn-plan-memory="print-plan plan-svg=%t.svg" --allow-unregistered-dialect -o /dev/null 2>&1 | FileCheck %s --match-full-lines --strict-whitespace
// RUN: FileCheck %s --check-prefix=SVG --input-file=%t.svg
// RUN: %python -c "import sys, xml.dom.minidom as dom; dom.parse(sys.argv[1])" %t.svg

// RUN: not quant-opt %s --qnn-plan-memory=plan-svg=%t/no/such.svg --allow-unregistered-dialect 2>&1 | FileCheck %s --check-prefix=FILE
// FILE: error: 'func.func' op cannot open output file {{.*}}such.svg

// Names are those of locations, in ASCII; buffers are in the order of their lives.
// Steps are the ops where a life begins or ends: the third use is none.
//      CHECK:memory of 'f': arena of 256 bytes, at most 256 live at once
// CHECK-NEXT:    offset       size  first   last  tensor
// CHECK-NEXT:         0        100      0      1  <a> & \22b\22\FF : memref<25xf32>
// CHECK-NEXT:       128         65      1      2  print-memory-plan.mlir:[[#@LINE+18]]:8 : memref<65xi1>
// CHECK-NEXT:         0         16      2      2  inner : memref<4x2x2xi8>

// SVG: <svg xmlns="http://www.w3.org/2000/svg" width="1120.00" height="700.00"
// SVG-NEXT: <title>memory of &apos;f&apos;: arena of 256 bytes, at most 256 live at once</title>
// A rectangle: 320 pixels per step, 540 for 256 bytes.
// SVG: <svg x="80.00" y="409.06" width="640.00" height="210.94">
// SVG-NEXT: <title>&lt;a&gt; &amp; \22b\22\FF : memref&lt;25xf32&gt;, 100 bytes at 0, steps 0 to 1</title>
// SVG-NEXT: <rect width="100%" height="100%"
// SVG-NEXT: <text {{.*}}>&lt;a&gt; &amp; \22b\22\FF</text>
// SVG-NEXT: </svg>
// SVG-NEXT: <svg x="400.00"
// SVG: 65 bytes at 128, steps 1 to 2
// SVG: <svg x="720.00"
// SVG: 16 bytes at 0, steps 2 to 2
// SVG: </svg>
// SVG-NEXT: </svg>
func.func @f() {
  %b = memref.alloc() : memref<65xi1>
  %a = memref.alloc() : memref<25xf32> loc("<a> & \22b\22\FF")
  "test.use"(%a) : (memref<25xf32>) -> ()
  "test.use"(%a, %b) : (memref<25xf32>, memref<65xi1>) -> ()
  "test.use"(%b) : (memref<65xi1>) -> ()
  %c = memref.alloc() : memref<4x2x2xi8> loc(callsite(fused["inner", "other"] at "outer"))
  "test.use"(%b, %c) : (memref<65xi1>, memref<4x2x2xi8>) -> ()
  return
}
