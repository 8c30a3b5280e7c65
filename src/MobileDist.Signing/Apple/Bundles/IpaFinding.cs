using MobileDist.Signing.Apple.Code;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>One thing that <see cref="IpaVerifier"/> found.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Bundle">Path in the app of the bundle that it is about; the app itself is <c>""</c>.</param>
/// <param name="File">Path in the app of the file that it is about; null when it is about none.</param>
/// <param name="Message">One sentence with the values in it.</param>
/// <param name="Code">What is wrong with the code, with slice, slot and page; null unless the kind says so.</param>
public sealed record IpaFinding(IpaFindingKind Kind, string Bundle, string? File, string Message, CodeFinding? Code = null)
{
    /// <summary>The package installs all the same.</summary>
    public bool IsWarning => Kind >= IpaFindingKind.ProfileExpiresSoon;

    /// <summary>What a tester's phone, or its log, says about it; null where it installs.</summary>
    public string? Symptom => IsWarning ? null : IpaSymptoms.Of(this);

    /// <summary>The finding as a fault for people.</summary>
    public Fault ToFault()
    {
        var fault = new Fault(Message, IpaRemedies.Of(this));
        if (File is { } file)
        {
            fault = fault.With("file", FindingText.Of(file));
        }

        return Symptom is { } symptom ? fault.With("on the phone", symptom) : fault;
    }
}
