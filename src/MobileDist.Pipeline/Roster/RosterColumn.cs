namespace MobileDist.Pipeline.Roster;

/// <summary>What a column of a table means.</summary>
internal enum RosterColumn
{
    /// <summary>Something that is not ours.</summary>
    Other = 0,
    Name = 1,
    FirstName = 2,
    LastName = 3,
    Email = 4,
    Groups = 5,
    Udid = 6,
    DeviceName = 7,
    Model = 8,
}
