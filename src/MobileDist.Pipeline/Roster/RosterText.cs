namespace MobileDist.Pipeline.Roster;

/// <summary>A value of the roster as it was written, with its place.</summary>
internal sealed record RosterText(string Text, RosterPlace Place)
{
    /// <summary>Not the generated text: it is personal.</summary>
    public override string ToString() => $"line {Place.Line}";
}
