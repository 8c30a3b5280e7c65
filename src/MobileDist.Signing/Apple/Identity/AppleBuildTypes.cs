using System.Collections.Immutable;

namespace MobileDist.Signing.Apple.Identity;

/// <summary>The build types as people write them: our words, and Xcode's export methods, the old and the new (Xcode 15.3).</summary>
public static class AppleBuildTypes
{
    private static readonly ImmutableArray<(string Word, AppleBuildType Type)> Table =
    [
        ("ad-hoc", AppleBuildType.AdHoc), ("app-store", AppleBuildType.AppStore), ("in-house", AppleBuildType.InHouse), ("development", AppleBuildType.Development),
        ("release-testing", AppleBuildType.AdHoc), ("app-store-connect", AppleBuildType.AppStore), ("enterprise", AppleBuildType.InHouse), ("debugging", AppleBuildType.Development),
    ];

    /// <summary>Every word that is taken, ours first.</summary>
    public static ImmutableArray<string> Words { get; } = [.. Table.Select(entry => entry.Word)];

    /// <summary>The type that a word stands for; null when it stands for none. Case does not count.</summary>
    public static AppleBuildType? Find(string word)
    {
        var match = Table.FirstOrDefault(entry => string.Equals(entry.Word, word, StringComparison.OrdinalIgnoreCase));
        return match.Word is null ? null : match.Type;
    }

    /// <summary>Our word: <c>ad-hoc</c>.</summary>
    public static string Word(this AppleBuildType type) => Table.First(entry => entry.Type == type).Word;

    /// <summary>The kind of profile that it takes.</summary>
    public static ProfileKind ProfileKind(this AppleBuildType type) => type switch
    {
        AppleBuildType.AdHoc => Identity.ProfileKind.AdHoc,
        AppleBuildType.AppStore => Identity.ProfileKind.AppStore,
        AppleBuildType.InHouse => Identity.ProfileKind.Enterprise,
        _ => Identity.ProfileKind.Development,
    };

    /// <summary>The kind of certificate that it takes; in-house apps are signed with the enterprise's distribution certificate.</summary>
    public static AppleCertificateKind CertificateKind(this AppleBuildType type) =>
        type == AppleBuildType.Development ? AppleCertificateKind.Development : AppleCertificateKind.Distribution;
}
