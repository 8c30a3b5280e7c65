using System.Collections.Immutable;
using MobileDist.Pipeline.Settings.Overrides;
using MobileDist.Signing.Apple.Identity;

namespace MobileDist.Pipeline.Settings;

/// <summary>Weighs what is particular to an app on iOS.</summary>
/// <param name="overrides">Arguments and environment.</param>
/// <param name="redactor">Learns the secrets.</param>
/// <param name="outputFolder">Where a throw-away identity is kept.</param>
/// <param name="faults">What is wrong whatever the run does.</param>
internal sealed class IosReader(OverrideSet overrides, Redactor redactor, string outputFolder, ICollection<Fault> faults)
{
    private const int MaxProfiles = 64;
    private const int LongestVersion = 18;
    private const string NextNumber = "next";

    /// <param name="section">The app's <c>ios</c> section.</param>
    /// <param name="folder">What relative paths of the file start from.</param>
    public IosSettings Read(SectionReader section, string folder)
    {
        var isNext = (overrides.Find("build-number") ?? section.Peek("build-number"))?.Value is NextNumber;
        return new IosSettings(
            BuildType(section.Section("signing", [])),
            Entitlements(section.Section("signing"), folder),
            Text(section, "identifier"),
            Version(section, "marketing-version"),
            isNext ? null : Version(section, "build-number")) { NextBuildNumber = isNext };
    }

    /// <param name="section">The app's <c>ios.signing</c> section, its faults going to <paramref name="signingFaults"/>.</param>
    /// <param name="signingFaults">What only matters once something is to be signed.</param>
    public SigningSettings ReadSigning(SectionReader section, List<Fault> signingFaults)
    {
        switch (ThrowAwayWishes.Weigh(overrides, section, "ios-certificate", "certificate", faults))
        {
            case ThrowAwayWish.Yes:
                return new SigningSettings.ThrowAway { KeyFile = Path.Combine(outputFolder, "throw-away-apple.pem") };
            case ThrowAwayWish.Both:
                signingFaults.Add(KeyFaults.ThrowAwayAndCertificate(section.Find("throw-away")?.Position));
                return new SigningSettings.Missing { Faults = [.. signingFaults] };
        }

        var certificate = overrides.Find("ios-certificate") ?? section.Text("certificate");
        if (certificate is null && signingFaults.Count == 0)
        {
            signingFaults.Add(KeyFaults.NoCertificate(section.Path));
        }

        var material = certificate is null ? null : KeyMaterialReader.Read(certificate, "certificate", redactor, signingFaults);
        var password = Password(section);
        var profiles = Profiles(section, signingFaults);
        return material is null || signingFaults.Count > 0
            ? new SigningSettings.Missing { Faults = [.. signingFaults] }
            : new SigningSettings.Apple { Certificate = material, Password = password, Profiles = profiles };
    }

    private AppleBuildType BuildType(SectionReader signing)
    {
        if (overrides.Find("build-type") is { } given)
        {
            if (AppleBuildTypes.Find(given.Value.Trim()) is { } asked)
            {
                return asked;
            }

            faults.Add(SettingsFaults.InvalidOverride(given, string.Join(", ", AppleBuildTypes.Words)));
        }

        return AppleBuildTypes.Find(signing.Verbatim("type") ?? "") ?? AppleBuildType.AdHoc;
    }

    private ImmutableSortedDictionary<string, string> Entitlements(SectionReader signing, string folder)
    {
        var given = overrides.Find("entitlements") is { } one ? [("", one)] : signing.TextOrMap("entitlements");
        var files = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (identifier, value) in given)
        {
            var path = Path.GetFullPath(value.Value, value.Level == SettingLevel.File ? folder : value.Folder);
            files[identifier] = path;
            if (!File.Exists(path))
            {
                faults.Add(KeyFaults.EntitlementsNotFound(ShownPath.Of(path, value.Level == SettingLevel.File ? folder : value.Folder), value));
            }
        }

        return files.ToImmutable();
    }

    // A variable holds one profile a line; a line, like an item of the file's list, may be a pattern.
    private ImmutableArray<KeyMaterial> Profiles(SectionReader section, List<Fault> signingFaults)
    {
        var given = overrides.Find("ios-profiles") is { } one ? [one] : section.Texts("profiles");
        if (given.IsEmpty && !section.Has("profiles"))
        {
            signingFaults.Add(KeyFaults.NoProfiles(section.Path));
        }

        var lines = given.SelectMany(value => value.Value.Split(['\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => value with { Value = line }));
        ImmutableArray<KeyMaterial> profiles = [.. lines.Take(MaxProfiles + 1).SelectMany(line => Profile(line, signingFaults))];
        if (profiles.Length > MaxProfiles)
        {
            signingFaults.Add(KeyFaults.TooManyProfiles(given[0], MaxProfiles));
        }

        return profiles;
    }

    private IEnumerable<KeyMaterial> Profile(Given line, List<Fault> signingFaults)
    {
        // Base64 has neither of the two, and a path in which they are meant as they stand is there.
        if (line.Value.AsSpan().IndexOfAny('*', '?') < 0 || KeyMaterialReader.FileOf(line) is not null)
        {
            return new[] { KeyMaterialReader.Read(line, "profile", redactor, signingFaults) }.OfType<KeyMaterial>();
        }

        var found = FilePattern.Match(line.Value, line.Folder, MaxProfiles + 1);
        if (found.Count == 0)
        {
            signingFaults.Add(KeyFaults.NoProfileMatches(line));
        }

        return found.Select(path => new KeyMaterial.OnDisk(path, line.Folder));
    }

    private Secret? Password(SectionReader section)
    {
        if ((overrides.Find("ios-certificate-password") ?? section.Text("certificate-password")) is not { } given)
        {
            return null;
        }

        var secret = new Secret(given.Value);
        redactor.Register(secret);
        return secret;
    }

    private string? Text(SectionReader section, string key) => (overrides.Find(key) ?? section.Text(key))?.Value;

    // Apple's documentation of both keys: numbers with periods between. Stores take 18 characters.
    private string? Version(SectionReader section, string key)
    {
        var given = overrides.Find(key) ?? section.Text(key);
        var parts = given?.Value.Split('.') ?? [];
        if (given is { Value.Length: > LongestVersion } || parts.Any(part => part.Length == 0 || !part.All(char.IsAsciiDigit)))
        {
            faults.Add(SettingsFaults.InvalidVersion(key, given!));
        }

        return given?.Value;
    }
}
