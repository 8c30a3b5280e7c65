using System.Collections.Immutable;
using MobileDist.InstallLinks;
using MobileDist.Packages;
using MobileDist.Pipeline.Receipts;

namespace MobileDist.Pipeline.Publishing;

/// <summary>What a page tells of the stores that have its package.</summary>
internal static class StorePage
{
    /// <summary>What the comment calls the page where it installs nothing itself.</summary>
    public const string Title = "the install page";

    /// <summary>Whether no phone installs the package itself: signed for the App Store, a bundle from which Google makes the APKs, or a set from which bundletool chooses.</summary>
    public static bool IsOnly(SignedPackage package) => package is { Info.Format: PackageFormat.Aab or PackageFormat.ApkSet } or { Info.Platform: AppPlatform.Ios, Audience: null };

    public static ImmutableArray<StoreWay> Of(SignedPackage package) =>
    [
        .. Stores(package).Select(channel => new StoreWay(channel.Title!, channel.Link)
        {
            Audience = channel.Audience,
            Steps = [.. channel.Steps.Select(step => new StoreStep(step.Text, step.Link))],
            Waits = channel.Proof is { Availability: not Availability.Now } proof ? proof.Reason : null,
        }),
    ];

    /// <summary>What of the stores decides how the page looks.</summary>
    public static string? Inputs(SignedPackage package) => Of(package) is { IsEmpty: false } stores
        ? string.Join('\n', stores.SelectMany(store => new[] { store.Title, store.Link, store.Audience, store.Waits }.Concat(store.Steps.SelectMany(step => new[] { step.Text, step.Link }))))
        : null;

    public static string? AudienceOf(SignedPackage package) => string.Join("; ", Stores(package).Select(channel => channel.Audience).OfType<string>()) is { Length: > 0 } text ? text : null;

    /// <summary>As good as the best of the stores.</summary>
    public static RecordedProof? ProofOf(SignedPackage package) => Stores(package).Select(channel => channel.Proof).OfType<RecordedProof>().MinBy(proof => proof.Availability) is { } best ? best with { Groups = [] } : null;

    private static IEnumerable<RecordedChannel> Stores(SignedPackage package) => package.Published.Where(channel => channel.Title is not null);
}
