namespace MobileDist.Packages.Apple;

/// <summary>What a bundle with code of its own is, by its ending and by where it lies.</summary>
public enum IosBundleKind
{
    /// <summary>The app itself.</summary>
    App = 0,

    /// <summary><c>*.appex</c>, in <c>PlugIns/</c> or <c>Extensions/</c>.</summary>
    Extension = 1,

    /// <summary><c>AppClips/*.app</c>.</summary>
    AppClip = 2,

    /// <summary><c>Watch/*.app</c>.</summary>
    WatchApp = 3,

    /// <summary><c>*.appex</c> inside a watch app.</summary>
    WatchExtension = 4,

    /// <summary><c>*.framework</c> with an executable.</summary>
    Framework = 5,

    /// <summary><c>*.bundle</c> with an executable.</summary>
    ResourceBundleWithCode = 6,

    /// <summary><c>*.xctest</c>.</summary>
    TestBundle = 7,

    /// <summary><c>*.xpc</c>.</summary>
    XpcService = 8,

    /// <summary><c>*.assetpack</c> of on-demand resources: no code, but signed on its own.</summary>
    AssetPack = 9,

    /// <summary>An app at any other place inside the app.</summary>
    NestedApp = 10,
}
