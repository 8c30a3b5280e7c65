using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>Writes <see cref="InfoPlistEdits"/> into the Info.plist of the app or of something in it.</summary>
internal sealed class InfoPlistEditor(InfoPlistEdits? edits, string appIdentifier)
{
    private const string Identifier = "CFBundleIdentifier";

    /// <summary>The file with the edits; null when none of them changes it. Binary stays binary, XML stays XML.</summary>
    public byte[]? Edit(PropertyListDictionary info, PropertyListFormat format)
    {
        var edited = info;
        if (edits?.Identifier is not null)
        {
            edited = Rename(edited, Identifier);
            edited = Rename(edited, "WKCompanionAppBundleIdentifier");
            if (edited.Find("NSExtension") is PropertyListDictionary extension && extension.Find("NSExtensionAttributes") is PropertyListDictionary attributes)
            {
                edited = edited.With("NSExtension", extension.With("NSExtensionAttributes", Rename(attributes, "WKAppBundleIdentifier")));
            }
        }

        edited = Set(edited, "CFBundleVersion", edits?.BuildNumber);
        edited = Set(edited, "CFBundleShortVersionString", edits?.MarketingVersion);
        return edited.Equals(info) ? null : PropertyList.Write(edited, format);
    }

    /// <summary>The identifier that something in the app has after the edits.</summary>
    public string Rename(string identifier) =>
        edits?.Identifier is not { } renamed ? identifier
        : string.Equals(identifier, appIdentifier, StringComparison.Ordinal) ? renamed
        : identifier.StartsWith($"{appIdentifier}.", StringComparison.Ordinal) ? renamed + identifier[appIdentifier.Length..]
        : identifier;

    private PropertyListDictionary Rename(PropertyListDictionary info, string key) =>
        info.FindString(key) is { } identifier ? info.With(key, new PropertyListString(Rename(identifier))) : info;

    private static PropertyListDictionary Set(PropertyListDictionary info, string key, string? value) =>
        value is null ? info : info.With(key, new PropertyListString(value));
}
