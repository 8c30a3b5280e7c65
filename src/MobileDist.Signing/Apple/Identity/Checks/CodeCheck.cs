using MobileDist.Packages.Apple.MachO;

namespace MobileDist.Signing.Apple.Identity.Checks;

/// <summary>Whether the Mach-O files can be signed, and run on devices.</summary>
internal static class CodeCheck
{
    private const int SignatureCommandSize = 16;

    public static void Inspect(AppleSigningInputs inputs, FindingList findings)
    {
        foreach (var code in inputs.Bundles.SelectMany(bundle => bundle.Code))
        {
            if (code.IsEncrypted)
            {
                findings.Errors.Add(AppleIdentityFaults.Encrypted(code));
            }

            InspectPlatforms(code, findings);
            if (code.FreeBytes < SignatureCommandSize)
            {
                findings.Errors.Add(AppleIdentityFaults.NoRoom(code, SignatureCommandSize));
            }
        }
    }

    private static void InspectPlatforms(AppleCodeFacts code, FindingList findings)
    {
        var simulators = code.Platforms.Count(IsSimulator);
        if (simulators > 0)
        {
            if (simulators == code.Platforms.Length)
            {
                findings.Errors.Add(AppleIdentityFaults.Simulator(code));
            }
            else
            {
                findings.Warnings.Add(AppleIdentityFaults.SimulatorSlice(code));
            }
        }
        else if (!code.Platforms.IsEmpty && !code.Platforms.Any(IsOfPhone))
        {
            findings.Errors.Add(AppleIdentityFaults.OtherSystem(code, code.Platforms[0]));
        }
    }

    private static bool IsSimulator(MachOPlatform platform) =>
        platform is MachOPlatform.IOSSimulator or MachOPlatform.TvOSSimulator or MachOPlatform.WatchOSSimulator or MachOPlatform.VisionOSSimulator;

    // A watch app comes inside the phone's; a file that does not say (old tools) gets the benefit of the doubt.
    private static bool IsOfPhone(MachOPlatform platform) => platform is MachOPlatform.IOS or MachOPlatform.WatchOS or MachOPlatform.Unknown;
}
