using System.Globalization;
using System.Text.Json;
using MobileDist.Packages;
using MobileDist.Pipeline.Publishing;
using MobileDist.Pipeline.Receipts;
using MobileDist.Pipeline.Settings;

namespace MobileDist.Pipeline.Stages;

/// <summary>
/// Settles a build number that is to be the store's next one. A number that the receipt has for the same package is kept,
/// so that a run that goes on signs and uploads the same; one that the store did not take is not.
/// </summary>
internal static class NextBuildNumber
{
    /// <summary>How a channel's record names a number that its store will not take.</summary>
    public const string Rejected = "rejectedBuildNumber";

    /// <summary>The settings with a number in them; the same where none is asked for.</summary>
    /// <exception cref="DistributionException">The store could not be asked, or counts no numbers.</exception>
    public static async Task<ReleaseSettings> SettleAsync(Release release, RecordedFile built, PackageInfo info, StageWork work, StageContext context, CancellationToken cancellationToken)
    {
        var (ios, android) = (release.Settings.Ios, release.Settings.Android);
        if (ios is not { NextBuildNumber: true } && android is not { NextVersionCode: true })
        {
            return release.Settings;
        }

        var identifier = ios?.Identifier ?? info.Identifier;
        var version = ios?.MarketingVersion ?? android?.Version.Name ?? info.VersionName ?? "";
        if (Kept(release.Receipt, built, identifier, version) is { } kept)
        {
            return With(release.Settings, kept);
        }

        foreach (var channel in ChannelSet.For(release.Settings))
        {
            if (await channel.NextBuildNumberAsync(identifier, version, context, cancellationToken) is { } next)
            {
                work.Inform($"The {(android is null ? "build number" : "version code")} is {next}, the next that '{channel.Name}' takes.");
                return With(release.Settings, next);
            }
        }

        throw new InvalidOperationException("Settings that ask for the next build number name a channel that counts them.");
    }

    private static string? Kept(Receipt receipt, RecordedFile built, string identifier, string version) =>
        receipt.Sign is { IsDone: true, Package: { } package } sign
        && string.Equals(sign.Subject, built.Sha256, StringComparison.Ordinal)
        && string.Equals(package.Identifier, identifier, StringComparison.Ordinal)
        && string.Equals(package.VersionName ?? "", version, StringComparison.Ordinal)
        && !(receipt.Publish?.Channels ?? []).Any(channel => string.Equals(RejectedBy(channel), package.BuildNumber, StringComparison.Ordinal))
            ? package.BuildNumber
            : null;

    private static string? RejectedBy(RecordedChannel channel) =>
        channel.Resume is { ValueKind: JsonValueKind.Object } resume && resume.TryGetProperty(Rejected, out var number) && number.ValueKind == JsonValueKind.String ? number.GetString() : null;

    private static ReleaseSettings With(ReleaseSettings settings, string number) => settings with
    {
        Ios = settings.Ios is { } ios ? ios with { BuildNumber = number } : null,
        Android = settings.Android is { } android && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? android with { Version = android.Version with { Code = code } }
            : settings.Android,
    };
}
