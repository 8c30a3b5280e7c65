namespace MobileDist.Pipeline.Roster;

/// <summary>What is said of a device, before it is weighed. A class: it holds what must not print itself.</summary>
internal sealed class DeviceDraft(RosterText udid, string? name, string? model)
{
    public RosterText Udid { get; } = udid;

    public string? Name { get; } = name;

    public string? Model { get; } = model;
}
