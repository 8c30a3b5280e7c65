using MobileDist.Packages;

namespace MobileDist.Pipeline.Receipts;

/// <summary>What the announcement says about a package, so that it can be written where the package is not.</summary>
internal sealed record PackageFacts(string Identifier, string Label, string BuildNumber, string MinimumOs, bool Debuggable, string? VersionName = null)
{
    public static PackageFacts Of(PackageInfo info) => new(info.Identifier, info.Label, info.BuildNumber, info.MinimumOs, info.Debuggable, info.VersionName);
}
