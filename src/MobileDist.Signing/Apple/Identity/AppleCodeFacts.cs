using System.Collections.Immutable;
using MobileDist.Packages.Apple.MachO;

namespace MobileDist.Signing.Apple.Identity;

/// <summary>What has to be known of one Mach-O file before it is signed.</summary>
/// <param name="Path">Where it lies in the app.</param>
/// <param name="IsEncrypted">By FairPlay, as the App Store does.</param>
/// <param name="Platforms">What its slices were built for.</param>
/// <param name="MinimumOs">The highest that a slice asks for; null where none says.</param>
/// <param name="FreeBytes">Room behind the load commands, where one has to be added for the signature; null where none has to.</param>
public sealed record AppleCodeFacts(string Path, bool IsEncrypted, ImmutableArray<MachOPlatform> Platforms, Version? MinimumOs, long? FreeBytes)
{
    /// <summary>A program of its own and no library: it can carry entitlements.</summary>
    public bool IsExecutable { get; init; }

    /// <summary>The facts of a file that was read.</summary>
    public static AppleCodeFacts Of(string path, MachOFile file)
    {
        var slices = file.Slices;
        var tight = slices.Where(slice => slice.Signature is null).Select(slice => slice.FirstContentOffset - slice.CommandsEnd).Cast<long?>().Min();
        return new AppleCodeFacts(path, slices.Any(slice => slice.IsEncrypted), [.. slices.Select(slice => slice.Platform)], slices.Max(slice => slice.MinimumOs), tight) { IsExecutable = file.IsExecutable };
    }
}
