using System.Collections.Immutable;
using MobileDist.Packages;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.InstallLinks;

/// <summary>What iOS reads behind an <c>itms-services</c> link (Apple, iOS Deployment Reference, "Install in-house apps wirelessly").</summary>
internal sealed record IosInstallManifest
{
    /// <summary>Address of the IPA.</summary>
    public required Uri Package { get; init; }

    /// <summary>Address of a PNG of 57 pixels.</summary>
    public required Uri DisplayImage { get; init; }

    /// <summary>Address of a PNG of 512 pixels.</summary>
    public required Uri FullSizeImage { get; init; }

    /// <summary>Exactly that of the app: with any other one iOS refuses when all is downloaded.</summary>
    public required string Identifier { get; init; }

    public required string Version { get; init; }

    /// <summary>What iOS asks with: "HOST would like to install TITLE".</summary>
    public required string Title { get; init; }

    public static IosInstallManifest Of(PackageInfo package, string packageFile, Func<string, Uri> addressOf) => new()
    {
        Package = addressOf(packageFile),
        DisplayImage = addressOf(AppleSiteFile.DisplayImage),
        FullSizeImage = addressOf(AppleSiteFile.FullSizeImage),
        Identifier = package.Identifier,
        Version = package.VersionName ?? package.BuildNumber,
        // Characters that no XML can hold are no part of a name either.
        Title = string.Concat(PlainText.Clean(package.Label).Where(character => character is not ('\ufffe' or '\uffff'))),
    };

    /// <summary>The file.</summary>
    /// <exception cref="DistributionException">An address is not https.</exception>
    public byte[] ToXml()
    {
        var item = Dictionary(
            ("assets", Array(Asset("software-package", Package), Image("display-image", DisplayImage), Image("full-size-image", FullSizeImage))),
            ("metadata", Dictionary(
                ("bundle-identifier", new PropertyListString(Identifier)),
                ("bundle-version", new PropertyListString(Version)),
                ("kind", new PropertyListString("software")),
                ("title", new PropertyListString(Title)))));
        return PropertyList.Write(Dictionary(("items", Array(item))), PropertyListFormat.Xml);
    }

    private static PropertyListDictionary Asset(string kind, Uri address) => Dictionary(
        ("kind", new PropertyListString(kind)),
        ("url", new PropertyListString(SecureAddress.Require(address))));

    private static PropertyListDictionary Image(string kind, Uri address) => Asset(kind, address).With("needs-shine", new PropertyListBoolean(false));

    private static PropertyListDictionary Dictionary(params ImmutableArray<(string Key, PropertyListValue Value)> entries) =>
        new([.. entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value))]);

    private static PropertyListArray Array(params ImmutableArray<PropertyListValue> items) => new(items);
}
