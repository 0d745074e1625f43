# How a folder of cundang becomes a library, and a table of facts becomes a test.

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wconversion -Wno-sign-conversion -Werror)
# Macros that some libraries ask of those who use them. Everything gets them: a precompiled header serves only those who
# agree on every macro it has seen.
foreach(library Poco::Foundation Poco::Net Poco::DataSQLite)
  get_target_property(macros ${library} INTERFACE_COMPILE_DEFINITIONS)
  if(macros)
    add_compile_definitions(${macros})
  endif()
endforeach()
if(CUNDANG_SANITIZE)
  add_compile_options(-fsanitize=${CUNDANG_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${CUNDANG_SANITIZE})
endif()

# cundang_library(NAME LINKS lib… [SOURCES file…]): every .cpp of this folder (not of those below it), or the files named.
function(cundang_library name)
  cmake_parse_arguments(ARG "" "" "LINKS;SOURCES" ${ARGN})
  if(NOT ARG_SOURCES)
    file(GLOB ARG_SOURCES CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  endif()
  if(ARG_SOURCES)
    add_library(${name} STATIC ${ARG_SOURCES})
    target_link_libraries(${name} PUBLIC ${ARG_LINKS})
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE ${ARG_LINKS})
  endif()
endfunction()

# What every test reads before its own lines, read once for all of them: most of what a test compiles is that. Tests
# name what they include all the same. Their own code needs no optimising; what they test is as the preset says.
add_library(cundang_test_headers OBJECT ${CMAKE_SOURCE_DIR}/tests/support/test_headers.cpp)
target_link_libraries(cundang_test_headers PRIVATE GTest::gtest)
target_compile_options(cundang_test_headers PRIVATE -O0)
target_precompile_headers(cundang_test_headers PRIVATE <gtest/gtest.h> <algorithm> <filesystem> <functional> <map>
  <memory> <optional> <string> <vector>)

# cundang_test(NAME LINKS lib… [SOURCES file…]): a GoogleTest program, by default of every *_test.cpp in this folder.
function(cundang_test name)
  cmake_parse_arguments(ARG "" "" "LINKS;SOURCES" ${ARGN})
  if(NOT ARG_SOURCES)
    file(GLOB ARG_SOURCES CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*_test.cpp)
  endif()
  if(ARG_SOURCES)
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE ${ARG_LINKS} GTest::gtest GTest::gmock GTest::gtest_main)
    target_compile_definitions(${name} PRIVATE
      CUNDANG_SOURCE_DIR="${CMAKE_SOURCE_DIR}" CUNDANG_BINARY_DIR="${CMAKE_BINARY_DIR}")
    target_compile_options(${name} PRIVATE -O0)
    target_precompile_headers(${name} REUSE_FROM cundang_test_headers)
    gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST PROPERTIES TIMEOUT 300)
  endif()
endfunction()
