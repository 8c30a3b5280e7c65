namespace MobileDist.Pipeline;

/// <summary>What looking for a package brought.</summary>
internal abstract record PackageFinding
{
    private PackageFinding()
    {
    }

    internal sealed record Found(string FullPath) : PackageFinding;

    /// <summary>None, or several where one is needed.</summary>
    internal sealed record NotFound(Fault Fault, bool Several) : PackageFinding;
}
