# Starts the build host: .\build.ps1 --target=TARGET [--name=value ...] ['--' ...]
# Builds it first when its sources changed; otherwise goes straight to it. For Windows PowerShell 5.1 and PowerShell 7.
# PowerShell takes a bare -- for itself: quote it to hand on what follows.
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$root = $PSScriptRoot
$hosts = Join-Path (Join-Path $root 'artifacts') 'host'
$ownDotnet = Join-Path (Join-Path $root 'artifacts') 'dotnet'
$onWindows = $env:OS -eq 'Windows_NT'
$dotnetName = if ($onWindows) { 'dotnet.exe' } else { 'dotnet' }
$comparison = if ($onWindows) { [StringComparison]::OrdinalIgnoreCase } else { [StringComparison]::Ordinal }

function Write-Note([string]$text) { [Console]::Error.WriteLine($text) }

# What the host is made of, as one hash over content and name of each file. Contents and not times, so that a fresh
# checkout over kept artifacts still fits, and a file that went back in time does not.
function Get-SourceState {
    $files = New-Object 'System.Collections.Generic.List[string]'
    $pending = New-Object 'System.Collections.Generic.Stack[string]'
    foreach ($name in @('build', 'src')) { $pending.Push([IO.Path]::Combine($root, $name)) }
    foreach ($name in @('build.ps1', 'Directory.Build.props', 'Directory.Packages.props', 'global.json')) { $files.Add([IO.Path]::Combine($root, $name)) }
    while ($pending.Count -gt 0) {
        $folder = $pending.Pop()
        foreach ($file in [IO.Directory]::GetFiles($folder)) { $files.Add($file) }
        foreach ($child in [IO.Directory]::GetDirectories($folder)) {
            if (@('bin', 'obj') -notcontains [IO.Path]::GetFileName($child)) { $pending.Push($child) }
        }
    }

    $files.Sort([StringComparer]::Ordinal)
    $sha = [Security.Cryptography.SHA256]::Create()
    try {
        $lines = New-Object 'System.Text.StringBuilder'
        foreach ($file in $files) {
            $hash = [BitConverter]::ToString($sha.ComputeHash([IO.File]::ReadAllBytes($file)))
            [void]$lines.Append($hash).Append(' ').AppendLine($file.Substring($root.Length))
        }
        $whole = [BitConverter]::ToString($sha.ComputeHash([Text.Encoding]::UTF8.GetBytes($lines.ToString())))
        return $whole.Replace('-', '').Substring(0, 24).ToLowerInvariant()
    }
    finally {
        $sha.Dispose()
    }
}

# Native commands that write to standard error are no errors of this script.
function Invoke-Quietly([scriptblock]$command) {
    $before = $ErrorActionPreference
    $ErrorActionPreference = 'Continue'
    try { & $command }
    finally { $ErrorActionPreference = $before }
}

# The dotnet whose SDK can build the host; null when there is none.
function Find-Sdk {
    $onPath = Get-Command 'dotnet' -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
    $candidates = @([IO.Path]::Combine($ownDotnet, $dotnetName))
    if ($onPath) { $candidates += $onPath.Path }
    Push-Location -LiteralPath $root
    try {
        foreach ($candidate in $candidates) {
            if (Test-Path -LiteralPath $candidate) {
                $null = Invoke-Quietly { & $candidate --version 2>&1 }
                if ($LASTEXITCODE -eq 0) { return $candidate }
            }
        }
    }
    finally {
        Pop-Location
    }

    return $null
}

function Install-Sdk {
    Write-Note 'Fetching the .NET SDK into artifacts/dotnet...'
    $null = New-Item -ItemType Directory -Force -Path $ownDotnet
    $script = [IO.Path]::Combine($ownDotnet, 'dotnet-install.ps1')
    # Windows PowerShell 5.1 does not offer TLS 1.2 by itself.
    [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor 3072
    Invoke-WebRequest -UseBasicParsing -Uri 'https://dot.net/v1/dotnet-install.ps1' -OutFile $script
    $null = & $script -Channel '10.0' -InstallDir $ownDotnet -NoPath
}

function Get-RequiredSdk {
    $found = Find-Sdk
    if (-not $found -and $env:MOBILEDIST_INSTALL_DOTNET -eq '1') {
        Install-Sdk
        $found = Find-Sdk
    }

    if (-not $found) {
        Write-Note 'The .NET 10 SDK is needed, and it is not here.'
        Write-Note '  get it:    https://dotnet.microsoft.com/download/dotnet/10.0'
        Write-Note "  or:        `$env:MOBILEDIST_INSTALL_DOTNET = '1' lets this script fetch it into artifacts/dotnet with Microsoft's install script"
        exit 2
    }

    return $found
}

# One build at a time: whoever has the lock file open. The system closes it when its holder ends, however it ends.
function Open-BuildLock {
    $path = [IO.Path]::Combine($hosts, 'build-ps.lock')
    $deadline = [DateTime]::UtcNow.AddMinutes(10)
    while ($true) {
        try {
            return [IO.File]::Open($path, [IO.FileMode]::OpenOrCreate, [IO.FileAccess]::ReadWrite, [IO.FileShare]::None)
        }
        catch [System.IO.IOException] {
            if ([DateTime]::UtcNow -gt $deadline) {
                Write-Note 'Another start has been building the host for ten minutes; see what it is waiting for.'
                exit 1
            }
            Start-Sleep -Milliseconds 200
        }
    }
}

# Every state of the sources has a folder of its own: a host that is still running keeps its files.
function Build-Host([string]$target) {
    $dotnet = Get-RequiredSdk
    Write-Note 'Building the host...'
    $work = [IO.Path]::Combine($hosts, 'work-ps')
    $log = [IO.Path]::Combine($hosts, 'build-ps.log')
    $fresh = "$target.$PID"
    $env:MSBUILDDISABLENODEREUSE = '1'
    $env:DOTNET_NOLOGO = '1'
    $env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
    $project = [IO.Path]::Combine($root, 'build', 'Build.csproj')
    Invoke-Quietly {
        & $dotnet build $project --configuration Release --artifacts-path $work -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false -p:GenerateDocumentationFile=false -p:DebugType=portable --verbosity quiet > $log 2>&1
    }
    if ($LASTEXITCODE -ne 0) {
        foreach ($line in [IO.File]::ReadAllLines($log)) { Write-Note $line }
        Write-Note "The host did not build; the compiler's words are above."
        exit 1
    }

    foreach ($folder in @($fresh, $target)) {
        if (Test-Path -LiteralPath $folder) { Remove-Item -LiteralPath $folder -Recurse -Force }
    }
    Copy-Item -LiteralPath ([IO.Path]::Combine($work, 'bin', 'Build', 'release')) -Destination $fresh -Recurse
    [IO.File]::WriteAllText([IO.Path]::Combine($fresh, 'host.dotnet'), $dotnet)
    [IO.Directory]::Move($fresh, $target)

    # Old states go when nothing can be running in them any more; one that is in use all the same stays.
    Get-ChildItem -LiteralPath $hosts -Directory -Filter 'host-ps-*' |
        Where-Object { $_.FullName -ne $target -and $_.LastWriteTimeUtc -lt [DateTime]::UtcNow.AddDays(-1) } |
        ForEach-Object { Remove-Item -LiteralPath $_.FullName -Recurse -Force -ErrorAction SilentlyContinue }
}

# Before 7.3 PowerShell hands quotes on unescaped.
function Get-NativeArguments([object[]]$values) {
    $escapes = $PSVersionTable.PSVersion -lt [Version]'7.3'
    foreach ($value in $values) {
        $text = [string]$value
        if ($escapes) {
            $text = $text -replace '(\\*)"', '$1$1\"'
            if ($text -match '\s') { $text = $text -replace '(\\+)$', '$1$1' }
        }
        $text
    }
}

$target = [IO.Path]::Combine($hosts, 'host-ps-' + (Get-SourceState))
$assembly = [IO.Path]::Combine($target, 'MobileDist.dll')
if (-not (Test-Path -LiteralPath $assembly)) {
    $null = New-Item -ItemType Directory -Force -Path $hosts
    $lock = Open-BuildLock
    try {
        if (-not (Test-Path -LiteralPath $assembly)) { Build-Host $target }
    }
    finally {
        $lock.Dispose()
    }
}

$dotnet = [IO.File]::ReadAllText([IO.Path]::Combine($target, 'host.dotnet'))
if (-not (Test-Path -LiteralPath $dotnet)) { $dotnet = Get-RequiredSdk }
if ($dotnet.StartsWith($ownDotnet, $comparison)) {
    $env:DOTNET_ROOT = $ownDotnet
    $env:PATH = $ownDotnet + [IO.Path]::PathSeparator + $env:PATH
}

# Anywhere in this repository is the same place; in another folder the host works on that one.
$separator = [string][IO.Path]::DirectorySeparatorChar
$here = (Get-Location -PSProvider FileSystem).ProviderPath.TrimEnd($separator) + $separator
$isInside = $here.StartsWith($root.TrimEnd($separator) + $separator, $comparison)
$handedOn = @(Get-NativeArguments $args)
if ($isInside) { Push-Location -LiteralPath $root }
try {
    Invoke-Quietly { & $dotnet $assembly @handedOn }
    $exitCode = $LASTEXITCODE
}
finally {
    if ($isInside) { Pop-Location }
}

exit $exitCode
