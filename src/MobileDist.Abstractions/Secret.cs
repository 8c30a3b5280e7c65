using System.Diagnostics;

namespace MobileDist;

/// <summary>
/// A password, token or key text that cannot print itself: a class and not a record, so that no generated
/// <c>ToString</c>, debugger view or serialiser shows the value. <see cref="Reveal"/> is the only way in.
/// </summary>
[DebuggerDisplay("***")]
public sealed class Secret
{
    private readonly string _value;

    public Secret(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>Whether the value is the empty string (an empty password is a password).</summary>
    public bool IsEmpty => _value.Length == 0;

    /// <summary>The value itself; call it as late as possible and hand it to the API that needs it only.</summary>
    public string Reveal() => _value;

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";
}
