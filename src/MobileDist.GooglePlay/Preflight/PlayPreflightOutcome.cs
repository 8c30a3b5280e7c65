using System.Collections.Immutable;

namespace MobileDist.GooglePlay;

/// <summary>Whether the account can publish.</summary>
public abstract record PlayPreflightOutcome
{
    private PlayPreflightOutcome()
    {
    }

    /// <summary>It can open edits of the app and read its tracks.</summary>
    /// <param name="Tracks">The names of all tracks.</param>
    /// <param name="DefaultLanguage">BCP 47: the language for notes that have none; null where Google does not say.</param>
    public sealed record Ready(ImmutableArray<string> Tracks, string? DefaultLanguage) : PlayPreflightOutcome
    {
        /// <summary>Whether a release can go on the track as it is: every app has some tracks, also where none of them is listed.</summary>
        public bool Has(string track)
        {
            ArgumentNullException.ThrowIfNull(track);
            return Tracks.Contains(track, StringComparer.Ordinal) || PlayTracks.IsBuiltIn(track);
        }
    }

    /// <summary>It cannot.</summary>
    /// <param name="Failure">Google's refusal.</param>
    /// <param name="Fault">What it means and what to do.</param>
    public sealed record NotReady(PlayFailure Failure, Fault Fault) : PlayPreflightOutcome;
}
