namespace MobileDist.Packages.Android;

/// <summary>The resources of an app, compiled (<c>resources.arsc</c>) or protobuf (<c>resources.pb</c>).</summary>
internal interface IResourceTable
{
    /// <summary>The values of a resource in all configurations that have one, in the order of the table; empty for an unknown id.</summary>
    IReadOnlyList<ResourceEntry> Find(uint id);

    /// <summary>The text of a string value; null for any other.</summary>
    string? Text(ResourceValue value);
}
