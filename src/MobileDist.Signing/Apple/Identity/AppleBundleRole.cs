namespace MobileDist.Signing.Apple.Identity;

/// <summary>What a bundle is in its app, as far as signing asks.</summary>
public enum AppleBundleRole
{
    /// <summary>The app itself.</summary>
    App = 0,

    /// <summary>An app extension (<c>.appex</c>), of the app or of its watch app.</summary>
    Extension = 1,

    AppClip = 2,

    WatchApp = 3,

    /// <summary>An app at any other place inside the app.</summary>
    NestedApp = 5,

    /// <summary>A framework or other code that is signed without a profile.</summary>
    Code = 4,
}
