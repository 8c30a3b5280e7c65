using System.Collections.Immutable;

namespace MobileDist.AppStoreConnect;

/// <summary>Why Apple did not do it.</summary>
/// <param name="Kind">Ours, one remedy each.</param>
/// <param name="Errors">Apple's, flattened; may be empty.</param>
/// <param name="Words">What to show when there are none.</param>
internal sealed record AppleFailure(AppleFailureKind Kind, ImmutableArray<AppleError> Errors, string Words)
{
    /// <summary>The build number before ours, where Apple names it.</summary>
    public string? PreviousBuildNumber => Errors.Select(error => error.PreviousBuildNumber).FirstOrDefault(number => number is not null);

    public static AppleFailure Unreached(string words) => new(AppleFailureKind.Unreachable, [], PlainText.Clean(words));
}
