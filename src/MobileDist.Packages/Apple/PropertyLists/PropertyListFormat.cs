namespace MobileDist.Packages.Apple.PropertyLists;

/// <summary>The two forms that iOS packages use.</summary>
public enum PropertyListFormat
{
    /// <summary>XML 1.0 with Apple's PropertyList-1.0 document type.</summary>
    Xml = 0,

    /// <summary><c>bplist00</c>.</summary>
    Binary = 1,
}
