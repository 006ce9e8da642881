# What an installed Vitrine consists of besides its programs.
set(VITRINE_APP_ID io.github.vitrine.Vitrine)
set(VITRINE_DOC_DIR "${CMAKE_INSTALL_DATADIR}/doc/vitrine")

install(FILES "desktop/${VITRINE_APP_ID}.desktop" DESTINATION "${CMAKE_INSTALL_DATADIR}/applications")
install(FILES "desktop/${VITRINE_APP_ID}.metainfo.xml" DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo")
install(FILES "icons/${VITRINE_APP_ID}.svg" DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps")
install(FILES completion/vitrinectl DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions")
install(FILES debian/copyright DESTINATION "${VITRINE_DOC_DIR}")

# Compressed as Debian wants it: without name and time, so that two builds give the same bytes.
function(vitrine_install_compressed source destination)
    get_filename_component(name "${source}" NAME)
    set(compressed "${CMAKE_CURRENT_BINARY_DIR}/${name}.gz")
    add_custom_command(OUTPUT "${compressed}"
        COMMAND sh -c "gzip -9nc '${CMAKE_CURRENT_SOURCE_DIR}/${source}' > '${compressed}'"
        DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${source}" VERBATIM)
    string(MAKE_C_IDENTIFIER "compress_${name}" target)
    add_custom_target(${target} ALL DEPENDS "${compressed}")
    install(FILES "${compressed}" DESTINATION "${destination}")
endfunction()
vitrine_install_compressed(man/vitrine.1 "${CMAKE_INSTALL_MANDIR}/man1")
vitrine_install_compressed(man/vitrinectl.1 "${CMAKE_INSTALL_MANDIR}/man1")
vitrine_install_compressed(debian/changelog "${VITRINE_DOC_DIR}")
