; The installer for Windows, for one user: no administrator is needed. Built by packaging/windows_installer.py with
;   makensis -DNAME=… -DDISPLAY_NAME=… -DVERSION=… -DNUMBERS=… -DDESCRIPTION=… -DAUTHORS=… -DWINDOW=…
;            -DICON=… -DLICENCE=… -DINSTALL=… -DREMOVE=… -DSIZE=… -DOUTPUT=… installer.nsi
; INSTALL and REMOVE are scripts that name every file of the application: only those are written, and removed again.
; Installs silently with /S, into another folder with /D=C:\folder (the last argument, without quotes).

Unicode true
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma
CRCCheck force

!include MUI2.nsh
!include FileFunc.nsh

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"

Name "${DISPLAY_NAME}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\${DISPLAY_NAME}"
InstallDirRegKey HKCU "Software\${NAME}" "Folder"

VIProductVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "${DISPLAY_NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${DISPLAY_NAME} Setup"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "CompanyName" "${AUTHORS}"
VIAddVersionKey "LegalCopyright" "${AUTHORS}"
VIAddVersionKey "Comments" "${DESCRIPTION}"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW}.exe"
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Portuguese"

LangString RUNNING ${LANG_ENGLISH} "${DISPLAY_NAME} is running. Close its windows, then try again."
LangString RUNNING ${LANG_PORTUGUESE} "O ${DISPLAY_NAME} está aberto. Feche as suas janelas e tente novamente."

; A program that runs cannot be written to. Opening it for writing finds that out before anything is changed; silently,
; the installer ends with code 2 then.
!macro EndIfRunning PREFIX
Function ${PREFIX}EndIfRunning
  again:
  IfFileExists "$INSTDIR\${WINDOW}.exe" 0 done
  ClearErrors
  FileOpen $0 "$INSTDIR\${WINDOW}.exe" a
  IfErrors 0 close
  IfSilent +2
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" IDRETRY again
  SetErrorLevel 2
  Quit
  close:
  FileClose $0
  done:
FunctionEnd
!macroend
!insertmacro EndIfRunning ""
!insertmacro EndIfRunning "un."

Section
  Call EndIfRunning
  ; A library of an older version must not stay beside the new ones: that version removes what it has installed, and
  ; nothing else. With _? it works in its own place instead of a copy, so that we can wait for its end.
  IfFileExists "$INSTDIR\uninstall.exe" 0 +2
  ExecWait '"$INSTDIR\uninstall.exe" /S _?=$INSTDIR'
  !include "${INSTALL}"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${DISPLAY_NAME}.lnk" "$INSTDIR\${WINDOW}.exe" "" "" "" "" "" "${DESCRIPTION}"

  WriteRegStr HKCU "Software\${NAME}" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${DISPLAY_NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${WINDOW}.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "${AUTHORS}"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" "${SIZE}"
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1

  ; Open with, for zips; the person's usual program for them stays what it is.
  WriteRegStr HKCU "Software\Classes\Applications\${WINDOW}.exe" "FriendlyAppName" "${DISPLAY_NAME}"
  WriteRegStr HKCU "Software\Classes\Applications\${WINDOW}.exe\SupportedTypes" ".zip" ""
  WriteRegStr HKCU "Software\Classes\Applications\${WINDOW}.exe\shell\open\command" "" '"$INSTDIR\${WINDOW}.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\.zip\OpenWithList\${WINDOW}.exe" "" ""
SectionEnd

; The person's data and keys stay: they lie elsewhere.
Section "un."
  Call un.EndIfRunning
  Delete "$SMPROGRAMS\${DISPLAY_NAME}.lnk"
  !include "${REMOVE}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "Software\Classes\.zip\OpenWithList\${WINDOW}.exe"
  DeleteRegKey HKCU "Software\Classes\Applications\${WINDOW}.exe"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\${NAME}"
SectionEnd
