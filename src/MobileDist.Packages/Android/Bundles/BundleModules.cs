using System.Collections.Immutable;
using MobileDist.Packages.Zip;

namespace MobileDist.Packages.Android.Bundles;

/// <summary>Finds the modules of an app bundle, and reads what each manifest says about the delivery (developer.android.com, "Play Feature Delivery").</summary>
internal static class BundleModules
{
    private const string Distribution = "http://schemas.android.com/apk/distribution";

    /// <summary>The base first, the others by name.</summary>
    public static ImmutableArray<BundleModule> Read(ZipPackage package)
    {
        var modules = BundleFiles.Manifests(package).ConvertAll(manifest => ReadModule(manifest.Module, BundleFiles.OpenManifest(package, manifest.Entry)));
        return [.. modules.OrderBy(module => module.Kind != BundleModuleKind.Base).ThenBy(module => module.Name, StringComparer.Ordinal)];
    }

    private static BundleModule ReadModule(string name, ProtoXmlReader xml)
    {
        if (name is BundleFiles.BaseModule)
        {
            return new BundleModule(name, BundleModuleKind.Base, BundleDelivery.InstallTime);
        }

        var (kind, delivery) = (BundleModuleKind.Feature, BundleDelivery.InstallTime);
        while (xml.Read())
        {
            if (!xml.IsStart)
            {
                continue;
            }

            if (xml.Depth == 2 && xml.NameIs("module"))
            {
                kind = KindOf(xml.Attribute(Distribution, "type"));

                // Of bundles before the element 'delivery'.
                delivery = xml.Attribute(Distribution, "onDemand") is "true" ? BundleDelivery.OnDemand : delivery;
            }
            else if (xml.Depth == 4)
            {
                delivery = xml.NameIs("on-demand") ? BundleDelivery.OnDemand : xml.NameIs("fast-follow") ? BundleDelivery.FastFollow : delivery;
            }
        }

        return new BundleModule(name, kind, delivery);
    }

    private static BundleModuleKind KindOf(string? type) => type switch
    {
        null or "" or "feature" => BundleModuleKind.Feature,
        "asset-pack" => BundleModuleKind.AssetPack,
        _ => BundleModuleKind.Unknown,
    };
}
