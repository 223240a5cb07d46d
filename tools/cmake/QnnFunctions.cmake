# How the project's targets are built.
#
# Everything that runs links the MLIR and LLVM shared libraries; the project's
# own libraries are static and name no MLIR library, so that the plugin can take
# them into an `mlir-opt` that brings MLIR itself.

add_library(qnn-compile-options INTERFACE)
target_compile_options(qnn-compile-options INTERFACE
  -Wall -Wextra -Wno-unused-parameter $<$<BOOL:${QNN_ENABLE_WERROR}>:-Werror>
  $<$<NOT:$<BOOL:${LLVM_ENABLE_RTTI}>>:-fno-rtti>)
if(NOT LLVM_ENABLE_ASSERTIONS)
  # Pass statistics have another layout without NDEBUG than in such an LLVM.
  target_compile_definitions(qnn-compile-options INTERFACE NDEBUG)
endif()
if(QNN_SANITIZE)
  # Clang's check of calls through pointers reads a signature in front of the
  # callee, which generated code does not have.
  target_compile_options(qnn-compile-options INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=undefined
    $<$<CXX_COMPILER_ID:Clang>:-fno-sanitize=function>
    -fno-omit-frame-pointer -g1)
  target_link_options(qnn-compile-options INTERFACE
    -fsanitize=address,undefined)
endif()

# Reading the headers of MLIR takes three quarters of the time of a compilation:
# the first target that is given here compiles them once, and the others take
# them from it. Files still include what they use;
# CMAKE_DISABLE_PRECOMPILE_HEADERS shows that they do.
function(qnn_precompile_mlir name)
  get_property(provider GLOBAL PROPERTY QNN_PRECOMPILED_HEADERS)
  if(provider)
    target_precompile_headers(${name} REUSE_FROM ${provider})
    return()
  endif()
  set_property(GLOBAL PROPERTY QNN_PRECOMPILED_HEADERS ${name})
  target_precompile_headers(${name} PRIVATE
    <mlir/Dialect/Arith/IR/Arith.h>
    <mlir/Dialect/Func/IR/FuncOps.h>
    <mlir/Dialect/LLVMIR/LLVMDialect.h>
    <mlir/Dialect/Linalg/IR/Linalg.h>
    <mlir/Dialect/MemRef/IR/MemRef.h>
    <mlir/Dialect/SCF/IR/SCF.h>
    <mlir/Dialect/Tensor/IR/Tensor.h>
    <mlir/Dialect/Vector/IR/VectorOps.h>
    <mlir/IR/PatternMatch.h>
    <mlir/Pass/PassManager.h>)
endfunction()

# qnn_add_library(name source... [NO_MLIR] [DEPENDS target...]
#   [LINK_LIBS library...])
function(qnn_add_library name)
  cmake_parse_arguments(ARG "NO_MLIR" "" "DEPENDS;LINK_LIBS" ${ARGN})
  add_library(${name} STATIC ${ARG_UNPARSED_ARGUMENTS})
  if(NOT ARG_NO_MLIR)
    qnn_precompile_mlir(${name})
  endif()
  target_include_directories(${name} INTERFACE
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_link_libraries(${name}
    PUBLIC ${ARG_LINK_LIBS}
    PRIVATE $<BUILD_INTERFACE:qnn-compile-options>)
  if(ARG_DEPENDS)
    add_dependencies(${name} ${ARG_DEPENDS})
  endif()
  set_property(GLOBAL APPEND PROPERTY QNN_LIBRARIES ${name})
endfunction()

# qnn_add_tool(name source... [LINK_LIBS library...])
function(qnn_add_tool name)
  cmake_parse_arguments(ARG "" "" "LINK_LIBS" ${ARGN})
  add_executable(${name} ${ARG_UNPARSED_ARGUMENTS})
  qnn_precompile_mlir(${name})
  target_link_libraries(${name} PRIVATE ${ARG_LINK_LIBS} MLIR LLVM
    qnn-compile-options)
  set_property(GLOBAL APPEND PROPERTY QNN_TOOLS ${name})
  install(TARGETS ${name} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endfunction()

# qnn_add_unittest(name source... [NO_MLIR] [LINK_LIBS library...])
function(qnn_add_unittest name)
  cmake_parse_arguments(ARG "NO_MLIR" "" "LINK_LIBS" ${ARGN})
  add_executable(${name} ${ARG_UNPARSED_ARGUMENTS})
  if(NOT ARG_NO_MLIR)
    qnn_precompile_mlir(${name})
  endif()
  target_link_libraries(${name} PRIVATE ${ARG_LINK_LIBS} MLIR LLVM
    GTest::gtest GTest::gtest_main qnn-compile-options)
  set_target_properties(${name} PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR})
  set_property(GLOBAL APPEND PROPERTY QNN_UNITTESTS ${name})
endfunction()
