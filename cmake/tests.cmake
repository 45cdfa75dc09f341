# Tests: tests/<module>_<name>.c each an executable (tests/check.h), tests/*.py and the golden commands of tests/cli by
# scripts. Every test finds the images in SITREP_DATA, the built program in SITREP, the checkout in SITREP_SOURCE.
find_package(Python3 COMPONENTS Interpreter)
set(SITREP_TEST_ENV "SITREP_DATA=${SITREP_DATA_BUILD};SITREP=${CMAKE_BINARY_DIR}/sitrep;SITREP_SOURCE=${CMAKE_SOURCE_DIR};LC_ALL=C.UTF-8;NO_COLOR=1")

file(GLOB SITREP_TEST_FILES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/*_*.c)
foreach(file ${SITREP_TEST_FILES})
    get_filename_component(name ${file} NAME_WE)
    add_executable(test_${name} ${file})
    target_link_libraries(test_${name} PRIVATE sitrep_flags sitrep_static)
    target_include_directories(test_${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
    target_compile_definitions(test_${name} PRIVATE SITREP_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
        SITREP_TEST_DATA="${SITREP_DATA_BUILD}")
    set_target_properties(test_${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    add_dependencies(test_${name} sitrep_data)
    add_test(NAME ${name} COMMAND test_${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(${name} PROPERTIES ENVIRONMENT "${SITREP_TEST_ENV}" SKIP_RETURN_CODE 77 TIMEOUT 600)
endforeach()

if(Python3_FOUND)
    file(GLOB SITREP_TEST_SCRIPTS CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/check_*.py ${CMAKE_SOURCE_DIR}/tests/run_*.py)
    foreach(file ${SITREP_TEST_SCRIPTS})
        get_filename_component(name ${file} NAME_WE)
        add_test(NAME ${name} COMMAND ${Python3_EXECUTABLE} ${file} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
        set_tests_properties(${name} PROPERTIES ENVIRONMENT "${SITREP_TEST_ENV}" SKIP_RETURN_CODE 77 TIMEOUT 1200)
    endforeach()
endif()

# Fuzz targets. With SITREP_FUZZ they are libFuzzer programs; otherwise a plain driver runs them over their seed corpus
# (fuzz/corpus/<name>/), so that every seed is a regression test.
file(GLOB SITREP_FUZZ_FILES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/fuzz/fuzz_*.c)
foreach(file ${SITREP_FUZZ_FILES})
    get_filename_component(name ${file} NAME_WE)
    string(REPLACE "fuzz_" "" corpus ${name})
    if(SITREP_FUZZ)
        add_executable(${name} ${file})
        target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    else()
        add_executable(${name} ${file} ${CMAKE_SOURCE_DIR}/fuzz/driver.c)
        add_test(NAME ${name} COMMAND ${name} ${CMAKE_SOURCE_DIR}/fuzz/corpus/${corpus}
            WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
        set_tests_properties(${name} PROPERTIES ENVIRONMENT "${SITREP_TEST_ENV}" TIMEOUT 600)
    endif()
    target_link_libraries(${name} PRIVATE sitrep_flags sitrep_static)
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/fuzz)
    add_dependencies(${name} sitrep_data)
endforeach()
