namespace MobileDist.Pipeline.Settings;

/// <summary>Whether something made on the spot is to sign, or the user's own.</summary>
internal enum ThrowAwayWish
{
    No = 0,
    Yes = 1,

    /// <summary>Both were asked for in the same place, so that nobody can tell what was meant.</summary>
    Both = 2,
}
