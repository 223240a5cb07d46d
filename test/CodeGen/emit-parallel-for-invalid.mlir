// RUN: quant-opt %s --qnn-emit-parallel-for --split-input-file --verify-diagnostics

llvm.func @task(%x: !llvm.ptr, %i: i64) {
  llvm.return
}

// expected-error @+1 {{expected a definition with 'qnn.num_tasks', an integer, and 'qnn.task', a function of type '!llvm.func<void (ptr, i64)>'}}
llvm.func @no_number(%x: !llvm.ptr) attributes {qnn.task = @task} {
  llvm.return
}

// -----

// expected-error @+1 {{expected a definition with 'qnn.num_tasks', an integer, and 'qnn.task', a function of type '!llvm.func<void (ptr, i64)>'}}
llvm.func @no_task(%x: !llvm.ptr)
    attributes {qnn.num_tasks = 2 : i64, qnn.task = @task} {
  llvm.return
}

// -----

llvm.func @task(%x: !llvm.ptr, %i: i64) {
  llvm.return
}

// expected-error @+1 {{expected a definition with 'qnn.num_tasks', an integer, and 'qnn.task', a function of type '!llvm.func<void (i64)>'}}
llvm.func @other_type() attributes {qnn.num_tasks = 2 : i64, qnn.task = @task} {
  llvm.return
}

// -----

llvm.func @task(%x: !llvm.ptr, %i: i64) {
  llvm.return
}

// expected-error @+1 {{expected a definition with}}
llvm.func @declaration(!llvm.ptr)
    attributes {qnn.num_tasks = 2 : i64, qnn.task = @task}
