namespace MobileDist.Packages.Apple.MachO;

/// <summary><c>filetype</c> of a Mach-O header (<c>mach-o/loader.h</c>).</summary>
public enum MachOFileType
{
    /// <summary>None of the kinds below.</summary>
    Other = 0,

    /// <summary>An object file of the compiler; never signed.</summary>
    ObjectFile = 1,

    Execute = 2,
    Dylib = 6,
    Dylinker = 7,

    /// <summary>A plug-in that is loaded by name.</summary>
    Bundle = 8,

    /// <summary>Debug symbols; never signed.</summary>
    DebugSymbols = 10,

    KernelExtension = 11,
}
