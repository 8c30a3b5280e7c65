namespace MobileDist.Pipeline.Settings.TestFlight;

/// <summary>What becomes of a TestFlight group that is named and not there.</summary>
internal enum GroupCreation
{
    /// <summary>That is an error.</summary>
    None = 0,

    /// <summary>It is created for anybody who is invited.</summary>
    External = 1,

    /// <summary>It is created for users of App Store Connect.</summary>
    Internal = 2,
}
