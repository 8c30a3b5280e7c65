namespace MobileDist.AppStoreConnect;

/// <summary>An app in App Store Connect.</summary>
/// <param name="Id">Apple's number for it.</param>
/// <param name="BundleId">As in the package.</param>
/// <param name="Name">As the store shows it.</param>
/// <param name="PrimaryLocale">Such as <c>en-US</c>; null when Apple does not say.</param>
public sealed record AppleApp(string Id, string BundleId, string Name, string? PrimaryLocale);
