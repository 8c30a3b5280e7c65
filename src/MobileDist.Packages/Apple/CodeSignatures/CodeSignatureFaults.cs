namespace MobileDist.Packages.Apple.CodeSignatures;

/// <summary>The sentences for signatures that cannot be read.</summary>
internal static class CodeSignatureFaults
{
    private const string SignAgain = "Take the app as the build wrote it; signing replaces whatever signature is there.";

    public static DistributionException Malformed(string name, string what) => Unfit(name, $"The code signature of '{name}' is broken: {what}.");

    public static DistributionException Requirement(string name, string what) => Unfit(name, $"The requirements in the code signature of '{name}' are broken: {what}.");

    public static DistributionException EntitlementsDer(string name, string what) => Unfit(name, $"The DER entitlements in the code signature of '{name}' are broken: {what}.");

    private static DistributionException Unfit(string name, string headline) => new(ExitCode.Unfit, new Fault(headline, SignAgain).With("file", name));
}
