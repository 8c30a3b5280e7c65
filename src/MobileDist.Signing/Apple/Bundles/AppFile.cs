namespace MobileDist.Signing.Apple.Bundles;

/// <summary>One file of the app, as it is and as it will be.</summary>
internal sealed class AppFile(string path)
{
    /// <summary>In the app, separated by <c>/</c>.</summary>
    public string Path => path;

    /// <summary>Where it comes from; null when it is new.</summary>
    public IpaItem? Item { get; init; }

    /// <summary>Where it leads; null when it is no symlink.</summary>
    public string? Target { get; init; }

    /// <summary>What it holds instead of what the input has; null when that stays.</summary>
    public byte[]? Content { get; private set; }

    /// <summary>The code that is signed; null when it is none.</summary>
    public CodeFile? Code { get; set; }

    /// <summary>Of what it will hold; null until that is known, and for symlinks.</summary>
    public FileDigest? Digest { get; set; }

    /// <summary>Whether it goes into the output as it lies in the input.</summary>
    public bool IsCarriedOver => Item is not null && Content is null && Code is null;

    public void Replace(byte[] content)
    {
        Content = content;
        Digest = FileDigest.Of(content);
    }
}
