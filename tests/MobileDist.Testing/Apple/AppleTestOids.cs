namespace MobileDist.Testing.Apple;

/// <summary>The extensions by which Apple marks its certificates.</summary>
public static class AppleTestOids
{
    public const string Development = "1.2.840.113635.100.6.1.2";
    public const string Distribution = "1.2.840.113635.100.6.1.4";
    public const string MacApp = "1.2.840.113635.100.6.1.7";
    public const string MacSubmission = "1.2.840.113635.100.6.1.8";
    public const string MacDevelopment = "1.2.840.113635.100.6.1.12";
    public const string DeveloperId = "1.2.840.113635.100.6.1.13";
    public const string DeveloperIdInstaller = "1.2.840.113635.100.6.1.14";
    public const string TestFlight = "1.2.840.113635.100.6.1.25.1";
    public const string DeveloperRelations = "1.2.840.113635.100.6.2.1";
    public const string ProfileSigning = "1.2.840.113635.100.6.16";
    public const string CodeSigning = "1.3.6.1.5.5.7.3.3";
}
