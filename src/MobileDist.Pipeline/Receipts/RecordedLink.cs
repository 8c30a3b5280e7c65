namespace MobileDist.Pipeline.Receipts;

/// <summary>Where a channel put the package.</summary>
/// <param name="Channel">As in the settings: <c>link</c>.</param>
/// <param name="Host">As in the settings: <c>folder</c>.</param>
/// <param name="Link">The install page's address; null when it is a file of this computer, at <paramref name="Page"/>.</param>
/// <param name="Page">The install page relative to the output folder; null when it lies elsewhere.</param>
/// <param name="QrImage">The QR code's address for a comment; null when a comment's reader could not load it.</param>
/// <param name="Reach">Who can open the link: <c>ThisComputer</c>, <c>Network</c>, <c>Internet</c>.</param>
/// <param name="Reason">Why that is so.</param>
/// <param name="Expires">When the link stops working; null when it does not.</param>
internal sealed record RecordedLink(
    string Channel, string Host, string? Link, string? Page, string? QrImage, string Reach, string Reason, DateTimeOffset? Expires)
{
    /// <summary>The address to show, on the machine that the output folder is on now.</summary>
    public string Address(string outputFolder) =>
        Link ?? (Page is null ? "" : new Uri(OutputPath.Resolve(outputFolder, Page)).AbsoluteUri);
}
