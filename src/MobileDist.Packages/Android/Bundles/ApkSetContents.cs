using System.Collections.Immutable;
using System.Text;

namespace MobileDist.Packages.Android.Bundles;

/// <summary>The table of contents of an APK set, <c>toc.pb</c> (bundletool, <c>BuildApksResult</c> in commands.proto).</summary>
/// <param name="Identifier">The app; null when it does not say.</param>
/// <param name="BundletoolVersion">What made it; null when it does not say.</param>
/// <param name="Modules">The modules that it names, the base first.</param>
/// <param name="Apks">All paths, each once.</param>
/// <param name="App">Those APKs that hold the base module: whole apps, and master splits of the base.</param>
internal sealed record ApkSetContents(
    string? Identifier, string? BundletoolVersion, ImmutableArray<BundleModule> Modules, ImmutableArray<string> Apks, ImmutableArray<string> App)
{
    private const int MostApks = 1 << 16;

    // BuildApksResult
    private const int Variant = 1;
    private const int Bundletool = 2;
    private const int AssetSliceSet = 3;
    private const int PackageName = 4;

    // Variant, ApkSet, AssetSliceSet, ModuleMetadata, ApkDescription
    private const int VariantApkSet = 2;
    private const int Metadata = 1;
    private const int Description = 2;
    private const int ModuleName = 1;
    private const int DeliveryOfFeature = 6;
    private const int DeliveryOfAssets = 4;
    private const int DescriptionPath = 2;
    private const int SplitMetadata = 3;
    private const int StandaloneMetadata = 4;
    private const int IsMasterSplit = 2;

    /// <param name="toc">The file.</param>
    /// <param name="malformed">Makes the error of the file out of what is wrong in it.</param>
    public static ApkSetContents Read(ProtoMessage toc, Func<string, DistributionException> malformed)
    {
        var (identifier, version) = ((string?)null, (string?)null);
        var modules = new SortedDictionary<string, BundleModule>(StringComparer.Ordinal);
        var apks = new Dictionary<string, bool>(StringComparer.Ordinal);
        while (toc.Next())
        {
            switch (toc.Field)
            {
                case PackageName when toc.IsLengthDelimited:
                    identifier = TextOf(toc);
                    break;
                case Bundletool when toc.IsLengthDelimited:
                    version = BundleReader.BundletoolVersion(toc.Message());
                    break;
                case Variant when toc.IsLengthDelimited:
                    for (var variant = toc.Message(); variant.Next(VariantApkSet);)
                    {
                        ReadSet(variant.Message(), assets: false);
                    }

                    break;
                case AssetSliceSet when toc.IsLengthDelimited:
                    ReadSet(toc.Message(), assets: true);
                    break;
            }
        }

        return new ApkSetContents(
            identifier,
            version,
            [.. modules.Values.OrderBy(module => module.Kind != BundleModuleKind.Base)],
            [.. apks.Keys],
            [.. apks.Where(apk => apk.Value).Select(apk => apk.Key)]);

        void ReadSet(ProtoMessage set, bool assets)
        {
            var name = set.Again().Find(Metadata) is { } metadata ? AddModule(modules, metadata, assets) : null;
            while (set.Next(Description))
            {
                if (ReadDescription(set.Message(), name is BundleFiles.BaseModule) is var (path, isApp))
                {
                    apks[path] = isApp || apks.GetValueOrDefault(path);
                }

                if (apks.Count > MostApks)
                {
                    throw malformed($"it names more than {MostApks} APKs");
                }
            }

            if (modules.Count > BundleFiles.MostModules)
            {
                throw malformed($"it names more than {BundleFiles.MostModules} modules");
            }
        }
    }

    private static string? AddModule(SortedDictionary<string, BundleModule> modules, ProtoMessage metadata, bool assets)
    {
        var (name, delivery) = ((string?)null, BundleDelivery.InstallTime);
        while (metadata.Next())
        {
            if (metadata.Field == ModuleName && metadata.IsLengthDelimited)
            {
                name = TextOf(metadata);
            }
            else if (metadata.Field == (assets ? DeliveryOfAssets : DeliveryOfFeature))
            {
                delivery = metadata.UInt32() switch
                {
                    2 => BundleDelivery.OnDemand,
                    3 => BundleDelivery.FastFollow,
                    _ => BundleDelivery.InstallTime,
                };
            }
        }

        if (name is not null)
        {
            modules[name] = new BundleModule(name, assets ? BundleModuleKind.AssetPack : name is BundleFiles.BaseModule ? BundleModuleKind.Base : BundleModuleKind.Feature, delivery);
        }

        return name;
    }

    private static (string Path, bool IsApp)? ReadDescription(ProtoMessage description, bool ofBase)
    {
        var (path, isApp) = ((string?)null, false);
        while (description.Next())
        {
            if (!description.IsLengthDelimited)
            {
                continue;
            }

            path = description.Field == DescriptionPath ? TextOf(description) : path;
            isApp |= description.Field == StandaloneMetadata
                || (description.Field == SplitMetadata && ofBase && ProtoItem.Number(description.Message(), IsMasterSplit) != 0);
        }

        return path is null ? null : (path, isApp);
    }

    private static string? TextOf(ProtoMessage field) => DisplayText.Clean(Encoding.UTF8.GetString(field.Text()));
}
