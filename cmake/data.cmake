# The images that the engine maps, gathered in build/share/sitrep as they will be installed in share/sitrep.
#
# Compiled here from data/ where a compiler exists (tools/lexc); copied where the image itself lies in data/ (weights,
# gazetteer: made by train/ and tools that need more than a C compiler). A missing one is no configuration error: the engine
# says at run time which file it lacks.
set(SITREP_DATA_BUILD ${CMAKE_BINARY_DIR}/share/sitrep)
file(MAKE_DIRECTORY ${SITREP_DATA_BUILD})
set(SITREP_IMAGES "")

if(TARGET lexc)
    file(GLOB_RECURSE dictionaries CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/data/*.tsv)
    add_custom_command(OUTPUT ${SITREP_DATA_BUILD}/lexicon.srl
        COMMAND lexc ${CMAKE_SOURCE_DIR}/data ${SITREP_DATA_BUILD}/lexicon.srl
        DEPENDS lexc ${dictionaries} COMMENT "Compiling the dictionaries to lexicon.srl" VERBATIM)
    list(APPEND SITREP_IMAGES ${SITREP_DATA_BUILD}/lexicon.srl)
endif()

file(GLOB images CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/data/*.sr?)
foreach(image ${images})
    get_filename_component(name ${image} NAME)
    if(NOT ${SITREP_DATA_BUILD}/${name} IN_LIST SITREP_IMAGES)
        add_custom_command(OUTPUT ${SITREP_DATA_BUILD}/${name}
            COMMAND ${CMAKE_COMMAND} -E copy ${image} ${SITREP_DATA_BUILD}/${name}
            DEPENDS ${image} VERBATIM)
        list(APPEND SITREP_IMAGES ${SITREP_DATA_BUILD}/${name})
    endif()
endforeach()

add_custom_target(sitrep_data ALL DEPENDS ${SITREP_IMAGES})
if(SITREP_IMAGES)
    install(FILES ${SITREP_IMAGES} DESTINATION ${CMAKE_INSTALL_DATADIR}/sitrep)
endif()
