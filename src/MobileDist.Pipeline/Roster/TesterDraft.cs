namespace MobileDist.Pipeline.Roster;

/// <summary>What one entry or row says of a person, before it is weighed.</summary>
internal sealed class TesterDraft(RosterPlace place)
{
    public RosterPlace Place { get; } = place;

    public RosterText? Name { get; init; }

    public RosterText? Email { get; init; }

    public IReadOnlyList<RosterText> Groups { get; init; } = [];

    public IReadOnlyList<DeviceDraft> Devices { get; init; } = [];
}
