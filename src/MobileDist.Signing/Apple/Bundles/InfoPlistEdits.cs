namespace MobileDist.Signing.Apple.Bundles;

/// <summary>What an app's Info.plist says anew; null leaves a value as it is.</summary>
/// <param name="Identifier">The app's bundle identifier. Those of its extensions, watch apps and clips, which begin with it, follow.</param>
/// <param name="BuildNumber"><c>CFBundleVersion</c>, of the app and of all that has a profile of its own.</param>
/// <param name="MarketingVersion"><c>CFBundleShortVersionString</c>, of the same.</param>
public sealed record InfoPlistEdits(string? Identifier = null, string? BuildNumber = null, string? MarketingVersion = null);
