namespace MobileDist.Pipeline;

/// <summary>For those who do not listen.</summary>
internal sealed class NoNotes : INoteSink
{
    public static NoNotes Instance { get; } = new();

    public void Write(RunNote note)
    {
        // Nobody listens.
    }
}
