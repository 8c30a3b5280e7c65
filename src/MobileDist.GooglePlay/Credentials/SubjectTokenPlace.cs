using System.Collections.Immutable;

namespace MobileDist.GooglePlay;

/// <summary>Where an <c>external_account</c> finds its identity token.</summary>
internal abstract record SubjectTokenPlace
{
    private SubjectTokenPlace()
    {
    }

    /// <summary>The member of the JSON there that is the token; null where the whole text is.</summary>
    public string? JsonMember { get; init; }

    /// <param name="Path">Read anew each time, as whoever writes it renews it.</param>
    public sealed record InFile(string Path) : SubjectTokenPlace;

    /// <param name="Address">Asked with GET.</param>
    /// <param name="Headers">Sent along; one of them may carry a token.</param>
    public sealed record AtAddress(Uri Address, ImmutableArray<(string Name, Secret Value)> Headers) : SubjectTokenPlace;
}
