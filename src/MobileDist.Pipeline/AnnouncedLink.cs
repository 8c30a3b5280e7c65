namespace MobileDist.Pipeline;

/// <summary>A link for testers.</summary>
/// <param name="Release">The release's key.</param>
/// <param name="Title">The app with its version.</param>
/// <param name="Address">Where to install it.</param>
/// <param name="Reach">Who can open it, one sentence.</param>
public sealed record AnnouncedLink(string Release, string Title, string Address, string Reach);
