using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Packages.Apple.MachO;
using MobileDist.Packages.Apple.PropertyLists;

namespace MobileDist.Signing.Apple.Code;

/// <summary>The flags of the executable segment that follow from kind and entitlements.</summary>
internal static class ExecutableFlags
{
    private static readonly (string Key, ExecutableSegmentFlags Flag)[] ByEntitlement =
    [
        ("get-task-allow", ExecutableSegmentFlags.AllowUnsigned),
        ("run-unsigned-code", ExecutableSegmentFlags.AllowUnsigned),
        ("com.apple.private.cs.debugger", ExecutableSegmentFlags.Debugger),
        ("dynamic-codesigning", ExecutableSegmentFlags.Jit),
        ("com.apple.private.skip-library-validation", ExecutableSegmentFlags.SkipLibraryValidation),
        ("com.apple.private.amfi.can-load-cdhash", ExecutableSegmentFlags.CanLoadCdHash),
        ("com.apple.private.amfi.can-execute-cdhash", ExecutableSegmentFlags.CanExecuteCdHash),
    ];

    public static ExecutableSegmentFlags For(MachOSlice slice, PropertyListDictionary? entitlements)
    {
        if (slice.FileType != MachOFileType.Execute)
        {
            return ExecutableSegmentFlags.None;
        }

        return ByEntitlement
            .Where(entry => entitlements?.Find(entry.Key) is PropertyListBoolean { Value: true })
            .Aggregate(ExecutableSegmentFlags.MainBinary, (flags, entry) => flags | entry.Flag);
    }
}
