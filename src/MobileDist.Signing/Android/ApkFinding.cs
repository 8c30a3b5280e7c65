using MobileDist.Packages;

namespace MobileDist.Signing.Android;

/// <summary>One thing that <see cref="ApkVerifier"/> or <see cref="BundleVerifier"/> found.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Message">One sentence with the values in it; what to do about it is for the caller to know.</param>
/// <param name="Scheme">The scheme that it is about; null when it is about none.</param>
/// <param name="Entry">The entry that it is about; null when it is about none.</param>
public sealed record ApkFinding(ApkFindingKind Kind, string Message, SignatureScheme? Scheme = null, string? Entry = null)
{
    /// <summary>The package installs all the same, at least on most devices.</summary>
    public bool IsWarning => Kind is ApkFindingKind.EntryMisaligned or ApkFindingKind.LibraryMisaligned or ApkFindingKind.ResourcesPacked;
}
