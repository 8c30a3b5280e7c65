namespace MobileDist.Packages.Android.Bundles;

/// <summary>When a device gets a module of an app bundle.</summary>
public enum BundleDelivery
{
    /// <summary>Together with the app.</summary>
    InstallTime = 0,

    /// <summary>When the app asks for it.</summary>
    OnDemand = 1,

    /// <summary>By itself, soon after the app.</summary>
    FastFollow = 2,
}
