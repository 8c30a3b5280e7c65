using System.Collections.Immutable;

namespace MobileDist.GooglePlay;

/// <summary>What becomes of a track's groups. Google replaces all of them by what is written, so what is there is read first.</summary>
/// <param name="Groups">All of them afterwards, those that were there first.</param>
/// <param name="Added">In the order asked for.</param>
/// <param name="Removed">Only where that was asked for.</param>
public sealed record GroupMerge(ImmutableArray<string> Groups, ImmutableArray<string> Added, ImmutableArray<string> Removed)
{
    public bool ChangesNothing => Added.IsEmpty && Removed.IsEmpty;

    /// <param name="before">Those of the track.</param>
    /// <param name="wanted">Those asked for.</param>
    /// <param name="removeOthers">Whether all others go; nothing is removed when none are wanted.</param>
    internal static GroupMerge Of(ImmutableArray<string> before, ImmutableArray<string> wanted, bool removeOthers)
    {
        var asked = wanted.Select(group => group.Trim()).Distinct(StringComparer.OrdinalIgnoreCase).ToImmutableArray();
        var removed = removeOthers && asked.Length > 0 ? before.Except(asked, StringComparer.OrdinalIgnoreCase).ToImmutableArray() : [];
        var added = asked.Except(before, StringComparer.OrdinalIgnoreCase).ToImmutableArray();
        return new GroupMerge([.. before.Except(removed, StringComparer.OrdinalIgnoreCase), .. added], added, removed);
    }
}
