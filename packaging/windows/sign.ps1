# Signs files with the certificate that the release workflow has: a .pfx as base64 in CERTIFICATE, its PASSWORD.
# Files are signed in groups: a command line of Windows has 32,767 characters.
$ErrorActionPreference = "Stop"
$signtool = Get-Item "${env:ProgramFiles(x86)}\Windows Kits\10\bin\*\x64\signtool.exe" | Sort-Object FullName | Select-Object -Last 1
$pfx = Join-Path $env:RUNNER_TEMP "certificate.pfx"
[IO.File]::WriteAllBytes($pfx, [Convert]::FromBase64String($env:CERTIFICATE))
try {
    $files = @($args | ForEach-Object { $_ })
    for ($first = 0; $first -lt $files.Count; $first += 50) {
        $group = $files[$first..([Math]::Min($first + 49, $files.Count - 1))]
        & $signtool.FullName sign /f $pfx /p $env:PASSWORD /fd sha256 /td sha256 /tr http://timestamp.digicert.com $group
        if ($LASTEXITCODE -ne 0) { throw "signtool ended with $LASTEXITCODE" }
    }
} finally {
    Remove-Item $pfx
}
