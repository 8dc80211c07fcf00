; The installer for Windows, for one user, or for all with an administrator. Built by packaging/windows_installer.py with
;   makensis -DNAME=… -DDISPLAY_NAME=… -DVERSION=… -DNUMBERS=… -DDESCRIPTION=… -DAUTHORS=… -DWINDOW=…
;            -DCOMMAND_LINE=… -DICON=… -DLICENCE=… -DINSTALL=… -DREMOVE=… -DSIZE=… -DOUTPUT=… installer.nsi
; INSTALL and REMOVE are scripts that name every file of the application: only those are written, and removed again.
; Installs silently with /S, for all users with /AllUsers, into another folder with /D=C:\folder (the last argument,
; without quotes). The uninstaller takes /S, and /RemoveData for the data and keys of the user who runs it. Exit codes of
; both: 0 done, 1 cancelled, 2 a program is running or a file cannot be written, 3 an administrator is needed, 4 the data
; could not be removed. The application is then as it was, except after a file that cannot be written: NSIS stops there.

Unicode true
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma
CRCCheck force
AllowSkipFiles off ; a file that cannot be written ends the installation: nothing old stays among the new

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include Sections.nsh

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"

Name "${DISPLAY_NAME}"
OutFile "${OUTPUT}"

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
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Portuguese"

LangString RUNNING ${LANG_ENGLISH} "${DISPLAY_NAME} is running, in a window or in a terminal. Close it, then try again."
LangString RUNNING ${LANG_PORTUGUESE} "O ${DISPLAY_NAME} está em execução, numa janela ou num terminal. Feche-o e tente novamente."

LangString ADMINISTRATOR ${LANG_ENGLISH} "${DISPLAY_NAME} for all users needs an administrator. Run this program as administrator."
LangString ADMINISTRATOR ${LANG_PORTUGUESE} "O ${DISPLAY_NAME} para todos os utilizadores precisa de um administrador. Execute este programa como administrador."
LangString APPLICATION ${LANG_ENGLISH} "${DISPLAY_NAME}"
LangString APPLICATION ${LANG_PORTUGUESE} "${DISPLAY_NAME}"
LangString DATA ${LANG_ENGLISH} "My environments, keys and list of imports"
LangString DATA ${LANG_PORTUGUESE} "Os meus ambientes, chaves e lista de importações"
LangString DATA_STAYS ${LANG_ENGLISH} "Your data and keys could not be removed, so nothing was removed:"
LangString DATA_STAYS ${LANG_PORTUGUESE} "Não foi possível remover os seus dados e chaves, por isso nada foi removido:"

Function .onInit
  SetRegView 64
  StrCpy $1 $INSTDIR ; of /D
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/AllUsers" $2
  ${If} ${Errors}
    SetShellVarContext current
    StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${DISPLAY_NAME}"
  ${Else}
    SetShellVarContext all
    StrCpy $INSTDIR "$PROGRAMFILES64\${DISPLAY_NAME}"
    Call EndWithoutAdministrator
  ${EndIf}
  ReadRegStr $0 SHCTX "Software\${NAME}" "Folder"
  ${If} $0 != ""
    StrCpy $INSTDIR $0
  ${EndIf}
  ${If} $1 != ""
    StrCpy $INSTDIR $1
  ${EndIf}
FunctionEnd

!macro EndWithoutAdministrator PREFIX
Function ${PREFIX}EndWithoutAdministrator
  UserInfo::GetAccountType
  Pop $0
  ${If} $0 != "Admin"
    IfSilent +2
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(ADMINISTRATOR)"
    SetErrorLevel 3
    Quit
  ${EndIf}
FunctionEnd
!macroend
!insertmacro EndWithoutAdministrator ""
!insertmacro EndWithoutAdministrator "un."

; Jumps to a label if a program is running: nothing can write to it then.
!macro GoIfRunning PROGRAM LABEL
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\${PROGRAM}.exe" a
    IfErrors ${LABEL}
    FileClose $0
  ${EndIf}
!macroend

; Asks to close both programs before anything is changed; silently, ends with code 2 if one of them is running.
!macro EndIfRunning PREFIX
Function ${PREFIX}EndIfRunning
  again:
  !insertmacro GoIfRunning "${WINDOW}" running
  !insertmacro GoIfRunning "${COMMAND_LINE}" running
  Return
  running:
  IfSilent +2
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" IDRETRY again
  SetErrorLevel 2
  Quit
FunctionEnd
!macroend
!insertmacro EndIfRunning ""
!insertmacro EndIfRunning "un."

Section
  Call EndIfRunning
  ; A library of an older version must not stay beside the new ones: that version removes what it has installed, and
  ; nothing else. With _? it works in its own place instead of a copy, so that we can wait for its end.
  ${If} ${FileExists} "$INSTDIR\uninstall.exe"
    ExecWait '"$INSTDIR\uninstall.exe" /S _?=$INSTDIR' $0
    ${If} $0 <> 0 ; a program was started meanwhile
      SetErrorLevel 2
      Quit
    ${EndIf}
  ${EndIf}
  !include "${INSTALL}"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${DISPLAY_NAME}.lnk" "$INSTDIR\${WINDOW}.exe" "" "" "" "" "" "${DESCRIPTION}"

  WriteRegStr SHCTX "Software\${NAME}" "Folder" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "${DISPLAY_NAME}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${WINDOW}.exe"
  WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "${AUTHORS}"
  WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD SHCTX "${UNINSTALL}" "EstimatedSize" "${SIZE}"
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1

  ; Open with, for zips; the user's usual program for them stays what it is. The class is for the menu of Explorer, the
  ; entry under Applications for its list of all programs.
  WriteRegStr SHCTX "Software\Classes\${NAME}.zip" "FriendlyTypeName" "${DISPLAY_NAME}"
  WriteRegStr SHCTX "Software\Classes\${NAME}.zip\DefaultIcon" "" "$INSTDIR\${WINDOW}.exe,0"
  WriteRegStr SHCTX "Software\Classes\${NAME}.zip\shell\open\command" "" '"$INSTDIR\${WINDOW}.exe" "%1"'
  WriteRegStr SHCTX "Software\Classes\.zip\OpenWithProgids" "${NAME}.zip" ""
  WriteRegStr SHCTX "Software\Classes\Applications\${WINDOW}.exe" "FriendlyAppName" "${DISPLAY_NAME}"
  WriteRegStr SHCTX "Software\Classes\Applications\${WINDOW}.exe\SupportedTypes" ".zip" ""
  WriteRegStr SHCTX "Software\Classes\Applications\${WINDOW}.exe\shell\open\command" "" '"$INSTDIR\${WINDOW}.exe" "%1"'
  ${RefreshShellIcons}
SectionEnd

; The user's data and keys stay unless chosen, or with /RemoveData.
Section /o "un.$(DATA)" DATA_SECTION
  Call un.EndIfRunning
  nsExec::ExecToStack '"$INSTDIR\${COMMAND_LINE}.exe" remove-data'
  Pop $0
  Pop $1
  ${If} $0 != 0
    IfSilent +2
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(DATA_STAYS)$\r$\n$1"
    SetErrorLevel 4
    Quit
  ${EndIf}
SectionEnd

Section "un.$(APPLICATION)"
  SectionIn RO
  Call un.EndIfRunning
  Delete "$SMPROGRAMS\${DISPLAY_NAME}.lnk"
  !include "${REMOVE}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegValue SHCTX "Software\Classes\.zip\OpenWithProgids" "${NAME}.zip"
  DeleteRegKey SHCTX "Software\Classes\${NAME}.zip"
  DeleteRegKey SHCTX "Software\Classes\Applications\${WINDOW}.exe"
  DeleteRegKey SHCTX "${UNINSTALL}"
  DeleteRegKey SHCTX "Software\${NAME}"
  ${RefreshShellIcons}
SectionEnd

Function un.onInit
  SetRegView 64
  SetShellVarContext current
  ReadRegStr $0 HKLM "Software\${NAME}" "Folder"
  ${If} $0 == $INSTDIR
    SetShellVarContext all
    Call un.EndWithoutAdministrator
  ${EndIf}
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/RemoveData" $1
  ${IfNot} ${Errors}
    !insertmacro SelectSection ${DATA_SECTION}
  ${EndIf}
FunctionEnd
