# Part of the Qnn project, under the Apache License v2.0 with LLVM Exceptions.
# See https://llvm.org/LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# What `cmake --install` puts where, and the CMake package `Qnn`. Tools and the
# plugin install themselves.

include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/qnn)
get_property(libraries GLOBAL PROPERTY QNN_LIBRARIES)

# Everything, with the MLIR that it was built with. The static libraries, say
# Qnn::IR, name no MLIR library; a plugin links those.
add_library(Qnn INTERFACE)
target_link_libraries(Qnn INTERFACE ${libraries} MLIR LLVM)
target_compile_features(Qnn INTERFACE cxx_std_17)

foreach(library ${libraries})
  string(REGEX REPLACE "^Qnn" "" export_name ${library})
  set_target_properties(${library} PROPERTIES EXPORT_NAME ${export_name})
endforeach()
install(TARGETS Qnn ${libraries} EXPORT QnnTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(EXPORT QnnTargets NAMESPACE Qnn:: DESTINATION ${package_dir})

install(DIRECTORY include/qnn DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
  FILES_MATCHING PATTERN "*.h" PATTERN "*.td")
install(DIRECTORY ${CMAKE_BINARY_DIR}/include/qnn
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
  FILES_MATCHING PATTERN "*.inc" PATTERN CMakeFiles EXCLUDE)

configure_package_config_file(tools/cmake/QnnConfig.cmake.in QnnConfig.cmake
  INSTALL_DESTINATION ${package_dir}
  PATH_VARS CMAKE_INSTALL_INCLUDEDIR
  NO_SET_AND_CHECK_MACRO NO_CHECK_REQUIRED_COMPONENTS_MACRO)
write_basic_package_version_file(QnnConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${CMAKE_CURRENT_BINARY_DIR}/QnnConfig.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/QnnConfigVersion.cmake
  DESTINATION ${package_dir})
