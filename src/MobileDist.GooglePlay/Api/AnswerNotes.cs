namespace MobileDist.GooglePlay;

/// <summary>What Google's library does not hand on of an answer.</summary>
internal sealed class AnswerNotes
{
    private static readonly AsyncLocal<AnswerNotes?> Ambient = new();

    /// <summary>Of the work that runs now.</summary>
    public static AnswerNotes? Current => Ambient.Value;

    /// <summary>How long the service asked to wait, in its last answer.</summary>
    public TimeSpan? RetryAfter { get; set; }

    /// <summary>Notes for everything that this flow calls from now on.</summary>
    public static AnswerNotes Begin() => Ambient.Value = new AnswerNotes();
}
