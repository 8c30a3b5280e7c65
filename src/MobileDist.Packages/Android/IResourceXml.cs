namespace MobileDist.Packages.Android;

/// <summary>XML as packages carry it, compiled or protobuf, read element by element and forward only.</summary>
internal interface IResourceXml
{
    /// <summary>The strings that the attributes' values refer to.</summary>
    IStringSource Strings { get; }

    /// <summary>Whether the reader stands at the start of an element, not at its end.</summary>
    bool IsStart { get; }

    /// <summary>How deep the element lies; 1 for the outermost, the same at its start and at its end.</summary>
    int Depth { get; }

    /// <summary>Goes to the next start or end of an element; false at the end of the document.</summary>
    bool Read();

    /// <summary>Whether the element has this name.</summary>
    bool NameIs(string name);

    /// <summary>The value of the attribute with this resource id; null when the element has none.</summary>
    ResourceValue? Attribute(uint resourceId);

    /// <summary>The text of an attribute without namespace, such as <c>package</c>, which has no resource id; null when there is none.</summary>
    string? PlainAttribute(string name);
}
