using MobileDist.Pipeline;

namespace MobileDist.Build;

/// <summary>One release in the output <c>releases</c>.</summary>
internal sealed record RunOutput(
    string Release, string App, string Platform, string? Version, string? BuildNumber, string Outcome, bool Failed, string? Package, string? InstallLink, string? Qr, string? Receipt)
{
    public static RunOutput Of(ReleaseResult result) => new(
        result.Release, result.App, result.Platform, result.VersionName, result.BuildNumber, result.What, result.Failed, result.Package, result.Link, result.QrCode, result.Receipt);
}
