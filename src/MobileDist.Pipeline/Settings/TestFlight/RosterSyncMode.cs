namespace MobileDist.Pipeline.Settings.TestFlight;

/// <summary>How the roster's people get into TestFlight groups.</summary>
internal enum RosterSyncMode
{
    None = 0,

    /// <summary>By the roster's groups of the same names.</summary>
    ByName = 1,

    /// <summary>Everybody into each.</summary>
    All = 2,

    /// <summary>As a map says.</summary>
    Map = 3,
}
