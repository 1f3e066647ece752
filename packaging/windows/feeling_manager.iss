; Inno Setup's recipe for the Windows installer; packaging/build.py hands over what differs:
;   ISCC /DAppVersion=1.2.3 /DFileVersion=1.2.3.0 /DSource=FOLDER /DIcon=FILE /DOutput=FOLDER
;        /DBaseName=NAME FILE.iss
; Inno Setup 6.3 or newer: x64compatible, and Korean among its own languages.
#ifndef AppVersion
  #error "AppVersion is missing: packaging/build.py makes the installer"
#endif
#define AppName "Feeling Manager"
#define WindowExe AppName + ".exe"

[Setup]
; What an upgrade is known by: never change it.
AppId={{6E1F4B0A-52C7-4D0B-9E55-0C6C1B6A8D31}
AppName={#AppName}
AppVersion={#AppVersion}
AppVerName={#AppName} {#AppVersion}
AppPublisher={#AppName}
VersionInfoVersion={#FileVersion}
; For this user alone, so that nobody has to be asked for a password.
PrivilegesRequired=lowest
DefaultDirName={autopf}\{#AppName}
DisableDirPage=auto
DisableProgramGroupPage=yes
UsePreviousAppDir=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
; What Qt needs.
MinVersion=10.0.17763
; feeling_manager/app/installer_mutex.py: the installer asks to quit a program that runs.
AppMutex=FeelingManagerIsRunning
CloseApplications=no
SetupMutex=FeelingManagerSetup
WizardStyle=modern
SetupIconFile={#Icon}
UninstallDisplayIcon={app}\{#WindowExe}
UninstallDisplayName={#AppName}
Compression=lzma2/max
SolidCompression=yes
OutputDir={#Output}
OutputBaseFilename={#BaseName}
TimeStampsInUTC=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "ko"; MessagesFile: "compiler:Languages\Korean.isl"

[CustomMessages]
en.DeleteUserData=Delete your own data too?%n%nThat is the record of your expressions and songs, your library and your settings, in%n%1%n%nIt cannot be brought back.
ko.DeleteUserData=내 기록도 함께 지울까요?%n%n표정과 노래의 기록, 보관함, 설정이 다음 폴더에 있습니다.%n%1%n%n지우면 되돌릴 수 없습니다.

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"; Flags: unchecked

[InstallDelete]
; Libraries of an older version would be found before those of this one.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Source}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\{#AppName}"; Filename: "{app}\{#WindowExe}"
Name: "{autodesktop}\{#AppName}"; Filename: "{app}\{#WindowExe}"; Tasks: desktopicon

[Run]
Filename: "{app}\{#WindowExe}"; Description: "{cm:LaunchProgram,{#AppName}}"; Flags: nowait postinstall skipifsilent

[UninstallDelete]
; What Python may have written beside its libraries.
Type: filesandordirs; Name: "{app}\_internal"

[Code]
{ The folder of feeling_manager/app/paths.py: database, settings, songs from the web, log. }
function UserData: String;
begin
  Result := ExpandConstant('{localappdata}\{#AppName}');
end;

{ Kept, unless somebody says yes; an uninstallation without questions keeps it too. }
procedure CurUninstallStepChanged(CurUninstallStep: TUninstallStep);
var
  Question: String;
begin
  if CurUninstallStep <> usPostUninstall then
    Exit;
  { What the program wrote when it was told to start at log-in: adapters/autostart/run_key.py. }
  RegDeleteValue(HKCU, 'Software\Microsoft\Windows\CurrentVersion\Run', '{#AppName}');
  if not DirExists(UserData) then
    Exit;
  Question := FmtMessage(CustomMessage('DeleteUserData'), [UserData]);
  if SuppressibleMsgBox(Question, mbConfirmation, MB_YESNO or MB_DEFBUTTON2, IDNO) = IDYES then
    DelTree(UserData, True, True, True);
end;
