namespace MobileDist.AppStoreConnect;

/// <summary>One error as Apple gives it. Only <paramref name="Code"/> is made for programs.</summary>
/// <param name="Code">Dotted, from the general to the special: <c>ENTITY_ERROR.ATTRIBUTE.INVALID</c>.</param>
/// <param name="Title">One sentence.</param>
/// <param name="Detail">One more; may be missing.</param>
/// <param name="Source">The member or parameter that it is about.</param>
public sealed record AppleError(string Code, string Title, string? Detail = null, string? Source = null)
{
    /// <summary>The build number before, where Apple refuses one that is not higher.</summary>
    public string? PreviousBuildNumber { get; init; }

    /// <summary>One line for people, the code first.</summary>
    public override string ToString() => $"{Code}: {Detail ?? Title}{(Source is null ? "" : $" ({Source})")}";
}
