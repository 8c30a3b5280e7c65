namespace MobileDist.GooglePlay;

/// <summary>Tracks by their names.</summary>
internal static class PlayTracks
{
    public const string Internal = "internal";
    public const string Production = "production";

    private static readonly string[] BuiltIn = [Internal, "alpha", "beta", Production];

    /// <summary>Whether every app has it; form factors have theirs, such as <c>wear:internal</c>.</summary>
    public static bool IsBuiltIn(string track) => BuiltIn.Contains(track[(track.IndexOf(':', StringComparison.Ordinal) + 1)..], StringComparer.Ordinal);
}
