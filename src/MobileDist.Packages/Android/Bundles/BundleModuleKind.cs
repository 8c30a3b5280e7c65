namespace MobileDist.Packages.Android.Bundles;

/// <summary>What a module of an app bundle holds.</summary>
public enum BundleModuleKind
{
    /// <summary>The app itself.</summary>
    Base = 0,

    /// <summary>A part of the app with code or resources of its own.</summary>
    Feature = 1,

    /// <summary>Files only.</summary>
    AssetPack = 2,

    /// <summary>A kind that this version does not know.</summary>
    Unknown = 3,
}
