namespace MobileDist.Packages.Android;

/// <summary>The language of a resource value, in the order in which a text is preferred for readers whose language is not known.</summary>
internal enum ResourceLocale
{
    /// <summary>The default, for every language that has no value of its own.</summary>
    Any = 0,
    English = 1,
    RegionalEnglish = 2,
    Other = 3,
}
